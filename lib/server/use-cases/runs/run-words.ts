import type { ResponseOf } from "@/lib/contracts/contract";
import type { getRunContract } from "@/lib/contracts/runs";
import { exitWords } from "@/lib/domain/timeline/reason-words";
import type { RunWithLog } from "@/lib/server/db/customers/read-runs";
import type { FlowWords } from "@/lib/server/db/performance/load-flow-words";

type RunSummary = Omit<ResponseOf<typeof getRunContract>, "customerId" | "trigger" | "vouchers">;

/** A run in words: where it stands and why, or how it ended. `words` by version id. */
export function runWords(run: RunWithLog, words: ReadonlyMap<string, FlowWords>): RunSummary {
  const step = words.get(run.version_id)?.steps.get(run.step_id);
  const skipRefusal = refusalToSkip(run);
  const wakeAt = run.wake_at ?? run.parked_wake_at;
  return {
    id: run.id,
    flowId: run.flow_id,
    flowName: run.flow_name,
    version: run.version,
    status: run.status,
    stepId: run.step_id,
    stepName: step?.name ?? run.step_id,
    reason: reasonOf(run),
    wakeAt: wakeAt?.toISOString() ?? null,
    canSkip: skipRefusal === null,
    skipRefusal,
    enteredAt: run.entered_at.toISOString(),
    endedAt: run.ended_at?.toISOString() ?? null,
    convertedAt: run.converted_at?.toISOString() ?? null,
    conversionRule: run.conversion_rule,
    revenue: run.revenue,
    currency: run.currency,
  };
}

/** Why this run has no wait to skip, in a sentence; null when it has. */
export function refusalToSkip(
  run: Pick<RunWithLog, "status" | "flow_status" | "flow_name" | "review_waits">,
): string | null {
  if (run.status !== "active")
    return `This run is over (${run.status}): there is nothing to wait for any more.`;
  if (run.flow_status === "paused")
    return `The flow "${run.flow_name}" is paused: resume it first, then skip the wait.`;
  if (run.flow_status !== "live")
    return `The flow "${run.flow_name}" is ${run.flow_status}: nothing in it moves.`;
  if (run.review_waits) return "A person decides about this: approve or refuse it on the screen Reviews.";
  return null;
}

function reasonOf(run: RunWithLog): string | null {
  if (run.status === "exited") return capitalised(exitWords(run.end_reason ?? "custom"));
  if (run.status !== "active") return run.end_reason;
  if (run.flow_status === "paused") return "The flow is paused";
  const last = run.transitions?.findLast(({ kind }) => kind === "waiting");
  return last?.kind === "waiting" ? last.reason : null;
}

function capitalised(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
