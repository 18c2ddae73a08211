import { v5 } from "uuid";

/**
 * The run that this event starts in this flow: the same inputs always name the same run, so that its primary key refuses a second one.
 * The last six bits are the customer's shard, so that an id alone tells where its row is: shardOf(id).
 */
export function runIdOf(flowId: string, eventId: number, shard: number): string {
  return inShard(v5(String(eventId), flowId), shard);
}

/**
 * The message of one visit of one step of one run; it is the provider's idempotency key. Carries its shard like a run's id, and begins with the
 * moment (epoch ms) the customer arrived at the step, by which messages are kept by month. All of it follows from the visit, so the table's
 * primary key refuses a second message.
 */
export function messageIdOf(
  visit: { runId: string; stepId: string; visit: number; arrivedAt: number },
  shard: number,
): string {
  const hashed = v5(`${visit.stepId}:${visit.visit}`, visit.runId);
  return inShard(`${momentPrefix(visit.arrivedAt)}-8${hashed.slice(15)}`, shard);
}

/** The lowest id of a message whose customer arrived at its step at this moment (epoch ms) or later. */
export function firstMessageId(moment: number): string {
  return `${momentPrefix(moment)}-0000-0000-000000000000`;
}

function momentPrefix(moment: number): string {
  const digits = Math.max(0, moment).toString(16).padStart(12, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}

function inShard(id: string, shard: number): string {
  const last = Number.parseInt(id.slice(-2), 16);
  return id.slice(0, -2) + ((last & 0xc0) | shard).toString(16).padStart(2, "0");
}
