"use client";

import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { useFormats } from "@/components/ui/format-context";
import { useDebounced } from "@/components/ui/use-debounced";
import { useNow } from "@/components/ui/use-now";
import { useCustomerSearch } from "@/lib/client/queries/customer-search";
import { type PreviewSource, usePreviewCarts } from "@/lib/client/queries/templates";
import { formatMoney } from "@/lib/utils/format-money";
import { formatRelativeTime } from "@/lib/utils/format-time";
import { plural } from "@/lib/utils/plural";

const SAMPLE = "sample";

/** Whose data a preview shows: made up, a recent cart's, or a customer's last cart, found by typing. */
export function PreviewSourcePicker({
  source,
  onChange,
  hideLabel = false,
}: {
  source: PreviewSource;
  onChange: (source: PreviewSource) => void;
  hideLabel?: boolean;
}) {
  const { timeZone, currency } = useFormats();
  const now = useNow(60_000);
  const [text, setText] = useState("");
  const search = useDebounced(text.trim(), 250);
  const carts = usePreviewCarts();
  const customers = useCustomerSearch(search);
  const [label, setLabel] = useState("Made-up customer");
  const value = source.eventId
    ? `event:${source.eventId}`
    : source.customerId
      ? `customer:${source.customerId}`
      : SAMPLE;

  const options = [
    ...(search
      ? []
      : [{ value: SAMPLE, label: "Made-up customer", hint: "Two items and a placeholder code" }]),
    ...(carts.data ?? [])
      .filter(({ customer }) => customer.toLowerCase().includes(search.toLowerCase()))
      .slice(0, search ? 30 : 8)
      .map((cart) => ({
        value: `event:${cart.eventId}`,
        label: cart.customer,
        hint: `${plural(cart.items, "item")}, ${formatMoney(cart.total, cart.currency || currency)}, ${formatRelativeTime(cart.occurredAt, now, timeZone)}`,
        group: "Recent carts",
      })),
    ...(customers.data ?? []).map((customer) => ({
      value: `customer:${customer.id}`,
      label:
        [customer.firstName, customer.lastName].filter(Boolean).join(" ") ||
        customer.email ||
        customer.externalId ||
        "Customer",
      hint: customer.email ?? customer.externalId ?? undefined,
      group: "Customers",
    })),
  ];

  return (
    <Field label="Shown with the data of" hideLabel={hideLabel}>
      <Combobox
        value={value}
        selectedLabel={label}
        options={options}
        onSearch={setText}
        loading={customers.isFetching}
        searchPlaceholder="Search customers"
        onChange={(next) => {
          setLabel(options.find((option) => option.value === next)?.label ?? "Made-up customer");
          onChange(sourceOf(next));
        }}
      />
    </Field>
  );
}

function sourceOf(value: string | null): PreviewSource {
  const [kind, id] = (value ?? SAMPLE).split(":");
  if (kind === "event") return { eventId: Number(id) };
  return kind === "customer" && id ? { customerId: id } : {};
}
