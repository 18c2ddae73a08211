"use client";

import Link from "next/link";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RunSummary } from "@/lib/client/queries/customers";

const TONES: Record<RunSummary["status"], BadgeTone> = {
  active: "wait",
  completed: "neutral",
  converted: "goal",
  exited: "exit",
  failed: "bad",
};

/** Every passage through a flow, newest first: where it stands and why, or how it ended. */
export function RunsCard({ runs, total }: { runs: readonly RunSummary[]; total: number }) {
  return (
    <Card
      title="Runs"
      description={runs.length < total ? `The newest ${runs.length} of ${total}` : undefined}
    >
      {runs.length === 0 ? (
        <p className="text-muted">They have not been in a flow yet.</p>
      ) : (
        <ul className="divide-y divide-line">
          {runs.map((run) => (
            <li key={run.id} className="py-2.5 first:pt-0 last:pb-0">
              <div className="flex items-center justify-between gap-3">
                <Link
                  href={`/flows/${run.flowId}/performance`}
                  className="min-w-0 truncate rounded-sm font-medium hover:underline"
                >
                  {run.flowName}
                </Link>
                <Badge tone={TONES[run.status]}>{run.status}</Badge>
              </div>
              <p className="mt-0.5 text-muted text-xs" dir="auto">
                {run.status === "active" ? `At “${run.stepName}”` : run.reason}
                {run.revenue === null ? null : (
                  <>
                    {" · "}
                    <Money minor={run.revenue} currency={run.currency ?? undefined} />
                  </>
                )}
              </p>
              <p className="text-faint text-xs">
                Entered <RelativeTime at={run.enteredAt} />, version {run.version}
                {run.wakeAt ? (
                  <>
                    , goes on <RelativeTime at={run.wakeAt} />
                  </>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
