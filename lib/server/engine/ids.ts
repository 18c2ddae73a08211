import { v5 } from "uuid";

/**
 * The run that this event starts in this flow: the same inputs always name the same run, so that its primary key refuses a second one.
 * The last six bits are the customer's shard, so that an id alone tells where its row is: shardOf(id).
 */
export function runIdOf(flowId: string, eventId: number, shard: number): string {
  return inShard(v5(String(eventId), flowId), shard);
}

/** The message of one visit of one step of one run; it is the provider's idempotency key. Carries its shard like a run's id. */
export function messageIdOf(runId: string, stepId: string, visit: number, shard: number): string {
  return inShard(v5(`${stepId}:${visit}`, runId), shard);
}

function inShard(id: string, shard: number): string {
  const last = Number.parseInt(id.slice(-2), 16);
  return id.slice(0, -2) + ((last & 0xc0) | shard).toString(16).padStart(2, "0");
}
