import type { ResponseOf } from "@/lib/contracts/contract";
import type { skipWaitContract } from "@/lib/contracts/runs";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { readRun } from "@/lib/server/db/customers/read-run";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { pool } from "@/lib/server/db/pool";
import { SKIP_WAIT_EVENT } from "@/lib/server/engine/decide-customer";
import { refusalToSkip } from "./run-words";

type Call = { actor: Actor; params: { id: string } };

/**
 * Lets a waiting run go on now. It is an event on the customer's log like any other, so it keeps its place among theirs; its messageId
 * names the visit, so that asking twice skips one wait.
 */
export async function skipWait(
  { actor, params }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof skipWaitContract>> {
  authorise(actor, "runs:write");
  const run = await readRun(pool(), actor.workspaceId, params.id);
  if (!run) throw notFound("run");
  const refusal = refusalToSkip(run);
  if (refusal) throw new DomainError("conflict", refusal, { extra: { status: run.status } });
  const now = clock();
  await appendEvents(pool(), [
    {
      shard: run.shard,
      workspaceId: actor.workspaceId,
      customerId: run.customer_id,
      name: SKIP_WAIT_EVENT,
      messageId: `skip:${run.id}:${run.visit}`,
      properties: { runId: run.id, stepId: run.step_id, by: actor.name },
      occurredAt: now,
      acceptedAt: now,
      source: "engine",
    },
  ]);
  wakeWorkers();
  return { runId: run.id, stepId: run.step_id, accepted: true };
}
