import { hash } from "node:crypto";

/**
 * The run that this event starts in this flow: the same inputs always name the same run, so that its primary key refuses a second one.
 * The last six bits are the customer's shard, so that an id alone tells where its row is: shardOf(id).
 */
export function runIdOf(flowId: string, eventId: number, shard: number): string {
  return named(flowId, String(eventId), shard);
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
  const hashed = named(visit.runId, `${visit.stepId}:${visit.visit}`, shard);
  return `${momentPrefix(visit.arrivedAt)}-8${hashed.slice(15)}`;
}

/** The review of one visit of one step of one run. Carries its shard like a run's id. */
export function reviewIdOf(visit: { runId: string; stepId: string; visit: number }, shard: number): string {
  return named(visit.runId, `review:${visit.stepId}:${visit.visit}`, shard);
}

/** The lowest id of a message whose customer arrived at its step at this moment (epoch ms) or later. */
export function firstMessageId(moment: number): string {
  return `${momentPrefix(moment)}-0000-0000-000000000000`;
}

function momentPrefix(moment: number): string {
  const digits = Math.max(0, moment).toString(16).padStart(12, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}

/** A name-based UUID (RFC 9562, version 5) with the shard in its last bits. By Node's one-shot hash: a batch makes thousands. */
function named(namespace: string, name: string, shard: number): string {
  const space = Buffer.from(namespace.replaceAll("-", ""), "hex");
  const text = hash("sha1", Buffer.concat([space, Buffer.from(name)]), "hex");
  const version = `5${text.slice(13, 16)}`;
  const variant = ((Number.parseInt(text.slice(16, 18), 16) & 0x3f) | 0x80).toString(16) + text.slice(18, 20);
  const last = ((Number.parseInt(text.slice(30, 32), 16) & 0xc0) | shard).toString(16).padStart(2, "0");
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${version}-${variant}-${text.slice(20, 30)}${last}`;
}
