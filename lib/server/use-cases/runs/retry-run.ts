import type { ResponseOf } from "@/lib/contracts/contract";
import type { retryRunContract } from "@/lib/contracts/runs";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { readRun } from "@/lib/server/db/customers/read-run";
import { pool } from "@/lib/server/db/pool";
import { retryRun as retryInEngine } from "@/lib/server/engine/retry-run";

type Call = { actor: Actor; params: { id: string } };

/**
 * Puts a failed run back to the step it failed at and lets it go on. @returns how it stands afterwards: it may have gone on at once, or failed again
 * @throws DomainError conflict when it has not failed, its flow does not run, or the customer was erased or has entered anew
 */
export async function retryRun(
  { actor, params }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof retryRunContract>> {
  authorise(actor, "runs:write");
  const run = await readRun(pool(), actor.workspaceId, params.id);
  if (!run) throw notFound("run");
  if (run.flow_status !== "live" && run.flow_status !== "paused")
    throw new DomainError(
      "conflict",
      `The flow "${run.flow_name}" is ${run.flow_status}: launch it again, then retry its runs.`,
    );
  const result = await retryInEngine(run.shard, run.id, actor.name, clock);
  if (result === "not_failed")
    throw new DomainError("conflict", "This run has not failed: there is nothing to retry.");
  if (result === "erased")
    throw new DomainError(
      "conflict",
      "The customer of this run was erased: there is nobody to retry it for.",
    );
  if (result === "replaced")
    throw new DomainError(
      "conflict",
      "The customer has entered this flow again since. Their new run takes the place of this one.",
    );
  await writeAudit(pool(), {
    workspaceId: actor.workspaceId,
    actor: actor.id,
    action: "run.retried",
    objectType: "run",
    objectId: run.id,
    detail: { name: run.flow_name, stepId: run.step_id, failure: run.end_reason },
    at: clock(),
  });
  const after = await readRun(pool(), actor.workspaceId, params.id);
  return { runId: run.id, status: after?.status ?? "active" };
}
