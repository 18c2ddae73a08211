"use client";

import { PackageCheck, RotateCcw } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { type SetAsideEvent, useReplaySetAside, useSetAside } from "@/lib/client/queries/engine";
import { plural } from "@/lib/utils/plural";

/** Accepted events that the engine could not write down, and the way to give them to it again. */
export function SetAside() {
  const { table, rows = [] } = useSetAside();
  return (
    <Card
      title="Events set aside"
      description="The database refused what these events led to, so they were put aside and everybody else went on. Replay them once the reason is mended."
      actions={rows.length > 1 ? <Replay ids={rows.map(({ id }) => id)} /> : null}
      flush
    >
      <DataTable
        bare
        label="Events set aside"
        columns={COLUMNS}
        rowId={({ id }) => String(id)}
        {...table}
        empty={
          <EmptyState icon={<PackageCheck />} title="No event is set aside">
            Every accepted event was handled, or waits for its turn.
          </EmptyState>
        }
      />
    </Card>
  );
}

function Replay({ ids }: { ids: number[] }) {
  const replay = useReplaySetAside();
  const again = () =>
    replay.mutate(ids, {
      onSuccess: ({ replayed }) => toast.success(`${plural(replayed, "event")} given to the engine again`),
      onError: (error) => toast.error("Nothing was replayed", { description: error.message }),
    });
  return (
    <Button size="sm" loading={replay.isPending} onClick={again}>
      <RotateCcw aria-hidden />
      {ids.length > 1 ? `Replay all ${ids.length}` : "Replay"}
    </Button>
  );
}

const COLUMNS: readonly DataColumn<SetAsideEvent>[] = [
  {
    id: "event",
    header: "Event",
    width: "220px",
    truncate: true,
    cell: ({ name, customerId }) => (
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-medium">{name}</span>
        <Link
          href={`/customers/${customerId}`}
          className="truncate text-muted text-xs underline-offset-2 hover:underline"
        >
          Whose it is
        </Link>
      </span>
    ),
  },
  {
    id: "reason",
    header: "Reason",
    cell: ({ reason }) => (
      <span className="line-clamp-3 break-words py-1 text-bad text-xs" title={reason}>
        {reason}
      </span>
    ),
  },
  { id: "at", header: "Set aside", width: "120px", cell: ({ at }) => <RelativeTime at={at} /> },
  {
    id: "replay",
    header: "",
    srHeader: "Actions",
    width: "110px",
    interactive: true,
    cell: ({ id }) => <Replay ids={[id]} />,
  },
];
