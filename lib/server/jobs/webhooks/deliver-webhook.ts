import type pg from "pg";
import { webhookRetryMs } from "@/lib/domain/event/webhook-retry";
import { postEvent } from "@/lib/server/channels/post-event";
import type { Clock } from "@/lib/server/clock";
import { enqueueNotices } from "@/lib/server/db/accounts/enqueue-notices";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import type { ClaimedDelivery } from "@/lib/server/db/webhooks/claim-deliveries";
import { disableWebhook } from "@/lib/server/db/webhooks/save-webhook";
import { settleDelivery, wasDeliveredSince } from "@/lib/server/db/webhooks/settle-delivery";
import { env } from "@/lib/server/env";
import { decrypt } from "@/lib/server/secrets";
import { webhookEventId } from "./webhook-event-id";

const DAY_MS = 86_400_000;
/** The most that an address may put a call off. */
const LONGEST_WAIT_MS = DAY_MS;

/** Makes one call that was taken, and writes what it came to: done, to be tried later, or given up. */
export async function deliverWebhook(
  pool: pg.Pool,
  taken: ClaimedDelivery,
  { clock }: { clock: Clock },
): Promise<void> {
  const { event } = taken;
  if (!event) {
    const now = clock();
    const answer = "The event is no longer kept: it was erased, or is older than the history.";
    await settleDelivery(pool, taken, { status: "failed", dueAt: now, answer }, now);
    return;
  }
  const id = webhookEventId(taken.shard, taken.eventId);
  const body = JSON.stringify({
    id,
    type: taken.eventName,
    timestamp: new Date(event.occurredAt).toISOString(),
    data: { customer: event.customer, properties: event.properties },
  });
  const secret = secretOf(taken.secret);
  const posted =
    secret === null
      ? {
          ok: false,
          gone: false,
          answer: "The signing secret cannot be read. Make a new one.",
          retryAfterMs: undefined,
        }
      : await postEvent({ url: taken.url, secret, id, body }, clock().getTime());
  const now = clock();
  if (posted.ok) {
    await settleDelivery(pool, taken, { status: "delivered", dueAt: now, answer: posted.answer }, now);
    return;
  }
  const wait = posted.gone ? null : webhookRetryMs(taken.attempts);
  if (wait !== null) {
    const asked = Math.min(posted.retryAfterMs ?? 0, LONGEST_WAIT_MS);
    const dueAt = new Date(now.getTime() + Math.max(wait, asked));
    await settleDelivery(pool, taken, { status: "waiting", dueAt, answer: posted.answer }, now);
    return;
  }
  await transaction(async (client) => {
    if (!(await settleDelivery(client, taken, { status: "failed", dueAt: now, answer: posted.answer }, now)))
      return;
    // An address that takes others is there: then it is this one event that it cannot take.
    const alive = await wasDeliveredSince(client, taken.webhookId, new Date(now.getTime() - DAY_MS));
    if (posted.gone || !alive) await switchOff(client, taken, posted, now);
  }, pool);
}

async function switchOff(
  client: Queryable,
  { webhookId, workspaceId, webhookName }: ClaimedDelivery,
  { gone, answer }: { gone: boolean; answer: string },
  now: Date,
): Promise<void> {
  const reason = gone
    ? "The address answered 410: it asks not to be called any more."
    : `It took no event for more than two days. Last: ${answer}`;
  if (!(await disableWebhook(client, webhookId, reason, now))) return;
  await enqueueNotices(client, {
    id: `webhook:${webhookId}:${now.getTime()}`,
    workspaceId,
    roles: ["owner", "admin", "developer"],
    subject: `The webhook “${webhookName}” was switched off`,
    paragraphs: [
      `${reason} It is told of no further events until somebody switches it on again.`,
      `See its calls and switch it on: ${env().APP_URL}/settings/webhooks/${webhookId}`,
    ],
  });
}

function secretOf(stored: string): string | null {
  try {
    return decrypt(stored);
  } catch {
    return null;
  }
}
