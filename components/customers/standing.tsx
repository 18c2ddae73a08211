"use client";

import Link from "next/link";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { type RunSummary, useWhy } from "@/lib/client/queries/customers";
import { SkipWaitButton } from "./skip-wait-button";

const VERDICTS = {
  inside: { word: "In it now", tone: "warn" },
  converted: { word: "Converted", tone: "ok" },
  completed: { word: "Went through", tone: "neutral" },
  exited: { word: "Left early", tone: "neutral" },
  failed: { word: "Failed", tone: "bad" },
  refused: { word: "Did not enter", tone: "neutral" },
  never: { word: "Never entered", tone: "neutral" },
} as const;

/** Why this person is, was or is not in each flow: one sentence each. */
export function Standing({ customerId, runs }: { customerId: string; runs: readonly RunSummary[] }) {
  const why = useWhy(customerId);
  return (
    <Card title="Why, and why not" description="Where they stand in each flow, and the reason.">
      {why.data ? (
        why.data.data.length === 0 ? (
          <p className="text-muted">No flow has been launched yet.</p>
        ) : (
          <ul className="divide-y divide-line">
            {why.data.data.map((answer) => {
              const verdict = VERDICTS[answer.verdict];
              const run = runs.find(({ id }) => id === answer.runId);
              return (
                <li
                  key={answer.flowId}
                  className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3 first:pt-0 last:pb-0"
                >
                  <div className="min-w-0 flex-1 basis-80">
                    <p className="flex flex-wrap items-center gap-x-3">
                      <Link
                        href={`/flows/${answer.flowId}/performance`}
                        className="rounded-sm font-medium hover:underline"
                      >
                        {answer.flowName}
                      </Link>
                      <StatusDot tone={verdict.tone} pulse={answer.verdict === "inside"} className="text-xs">
                        {verdict.word}
                      </StatusDot>
                    </p>
                    <p className="mt-1 text-muted" dir="auto">
                      {answer.sentence}
                    </p>
                  </div>
                  {run && run.status === "active" ? (
                    <SkipWaitButton runId={run.id} refusal={run.skipRefusal} />
                  ) : null}
                </li>
              );
            })}
          </ul>
        )
      ) : why.error ? (
        <ErrorState error={why.error} onRetry={() => void why.refetch()} />
      ) : (
        <div className="space-y-2" role="status" aria-label="Loading">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-4 w-4/5" />
        </div>
      )}
    </Card>
  );
}
