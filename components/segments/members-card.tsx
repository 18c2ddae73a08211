"use client";

import { UsersRound, X } from "lucide-react";
import { useMemo, useState } from "react";
import { toast } from "sonner";
import { customerName } from "@/components/customers/customer-name";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDebounced } from "@/components/ui/use-debounced";
import { useCustomerSearch } from "@/lib/client/queries/customer-search";
import {
  type SegmentDetail,
  type SegmentMember,
  useChangeMembers,
  useSegmentMembers,
} from "@/lib/client/queries/segments";

/** Who belongs to a segment; a static one is filled here. */
export function MembersCard({ segment, denied }: { segment: SegmentDetail; denied: string | null }) {
  const members = useSegmentMembers(segment.id);
  const change = useChangeMembers(segment.id);
  const byHand = segment.type === "static" && denied === null;
  const { mutateAsync } = change;
  const columns = useMemo(
    () =>
      columnsOf(
        byHand
          ? async (member) => {
              await mutateAsync({ remove: [member.id] });
              toast.success(`${customerName(member)} was taken out`);
            }
          : null,
      ),
    [byHand, mutateAsync],
  );
  return (
    <Card
      flush
      title="Customers who belong"
      actions={byHand ? <AddMember onAdd={(id) => mutateAsync({ add: [id] })} /> : undefined}
    >
      <DataTable
        bare
        label="Customers who belong"
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/customers/${id}`}
        {...members.table}
        empty={
          <EmptyState icon={<UsersRound />} title="Nobody yet">
            {segment.type === "auto"
              ? "The first customer who fits appears here by themselves."
              : "Find a customer above to put them in."}
          </EmptyState>
        }
      />
    </Card>
  );
}

function AddMember({ onAdd }: { onAdd: (id: string) => Promise<unknown> }) {
  const [text, setText] = useState("");
  const found = useCustomerSearch(useDebounced(text, 200));
  return (
    <Combobox
      aria-label="Put a customer in"
      value={null}
      onChange={(id) => {
        if (!id) return;
        onAdd(id).catch((error: Error) =>
          toast.error("The customer was not put in", { description: error.message }),
        );
      }}
      onSearch={setText}
      loading={found.isFetching}
      options={(found.data ?? []).map((customer) => ({
        value: customer.id,
        label: customerName(customer),
        hint: customer.email ?? customer.externalId ?? undefined,
      }))}
      placeholder="Put a customer in"
      searchPlaceholder="E-mail, phone or your own id"
      emptyText={text ? "Nobody found" : "Type the beginning of an address or id"}
      className="w-64"
    />
  );
}

function columnsOf(
  onRemove: ((member: SegmentMember) => Promise<void>) | null,
): readonly DataColumn<SegmentMember>[] {
  const columns: DataColumn<SegmentMember>[] = [
    {
      id: "name",
      header: "Customer",
      truncate: true,
      cell: (member) => <span dir="auto">{customerName(member)}</span>,
    },
    {
      id: "email",
      header: "E-mail",
      truncate: true,
      cell: (member) => <span className="text-muted">{member.email ?? ""}</span>,
    },
    {
      id: "entered",
      header: "Since",
      width: "160px",
      cell: (member) => <RelativeTime at={member.enteredAt} />,
    },
  ];
  if (!onRemove) return columns;
  return [
    ...columns,
    {
      id: "remove",
      header: "",
      srHeader: "Take out",
      width: "56px",
      interactive: true,
      cell: (member) => (
        <IconButton
          size="sm"
          label={`Take ${customerName(member)} out`}
          onClick={() => void onRemove(member)}
        >
          <X />
        </IconButton>
      ),
    },
  ];
}
