"use client";

import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { useDebounced } from "@/components/ui/use-debounced";
import { useCustomerSearch } from "@/lib/client/queries/customer-search";

type Found = { firstName: string | null; lastName: string | null; email: string | null };

/** Narrows a list to one customer, found by name, address, number or id. `value` is their id. */
export function CustomerFilter({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (customerId: string | undefined) => void;
}) {
  const [text, setText] = useState("");
  const [label, setLabel] = useState<string>();
  const customers = useCustomerSearch(useDebounced(text.trim(), 250));
  return (
    <Combobox
      aria-label="Customer"
      value={value ?? null}
      placeholder="Any customer"
      selectedLabel={value ? (label ?? "One customer") : undefined}
      clearable
      onSearch={setText}
      loading={customers.isFetching}
      emptyText={text ? "Nobody found" : "Type an address, a number or an id"}
      searchPlaceholder="Search customers"
      options={(customers.data ?? []).map((customer) => ({
        value: customer.id,
        label: nameOf(customer) || customer.externalId || "Customer",
        hint: customer.email ?? customer.phone ?? undefined,
      }))}
      onChange={(id) => {
        const found = customers.data?.find((customer) => customer.id === id);
        setLabel(found ? nameOf(found) || undefined : undefined);
        onChange(id ?? undefined);
      }}
    />
  );
}

function nameOf({ firstName, lastName, email }: Found): string {
  return [firstName, lastName].filter(Boolean).join(" ") || email || "";
}
