"use client";

import { CircleCheck, RotateCcw } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { type FailedRun, useFailedRuns, useRetryRun } from "@/lib/client/queries/engine";

/** Runs that a step failed on, with why, and the way back in. */
export function FailedRuns() {
  const { table } = useFailedRuns();
  return (
    <Card
      title="Failed runs"
      description="A step could not be decided for this customer. Mend what the reason names, then retry: the run goes on from that step."
      flush
    >
      <DataTable
        bare
        label="Failed runs"
        columns={COLUMNS}
        rowId={({ id }) => id}
        {...table}
        empty={
          <EmptyState icon={<CircleCheck />} title="No run has failed">
            A run that fails stops nobody else, and is kept here with its reason.
          </EmptyState>
        }
      />
    </Card>
  );
}

function Retry({ run }: { run: FailedRun }) {
  const retry = useRetryRun();
  const again = () =>
    retry.mutate(run.id, {
      onSuccess: ({ status }) =>
        status === "failed"
          ? toast.error("It failed again", { description: "The reason is in the list." })
          : toast.success("Run put back", { description: `It goes on from ${run.stepName}.` }),
      onError: (error) => toast.error("The run was not retried", { description: error.message }),
    });
  return (
    <Button size="sm" loading={retry.isPending} onClick={again}>
      <RotateCcw aria-hidden />
      Retry
    </Button>
  );
}

const COLUMNS: readonly DataColumn<FailedRun>[] = [
  {
    id: "where",
    header: "Customer, flow and step",
    width: "260px",
    truncate: true,
    cell: ({ customer, flowId, flowName, stepName }) => (
      <span className="flex min-w-0 flex-col py-1">
        <Link
          href={`/customers/${customer.id}`}
          className="truncate font-medium underline-offset-2 hover:underline"
          dir="auto"
        >
          {customer.name ?? customer.email ?? customer.externalId ?? "Unknown customer"}
        </Link>
        <span className="truncate text-muted text-xs" dir="auto">
          <Link href={`/flows/${flowId}`} className="underline-offset-2 hover:underline">
            {flowName}
          </Link>
          , {stepName}
        </span>
      </span>
    ),
  },
  {
    id: "reason",
    header: "Reason",
    cell: ({ reason }) => (
      <span className="line-clamp-3 break-words py-1 text-bad text-xs" title={reason ?? undefined}>
        {reason?.replace(/^error: /, "")}
      </span>
    ),
  },
  {
    id: "at",
    header: "Failed",
    width: "120px",
    cell: ({ endedAt }) => (endedAt ? <RelativeTime at={endedAt} /> : null),
  },
  {
    id: "retry",
    header: "",
    srHeader: "Actions",
    width: "110px",
    interactive: true,
    cell: (run) => <Retry run={run} />,
  },
];
