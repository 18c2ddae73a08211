import type pg from "pg";
import { Bell, rest } from "@/lib/server/bell";
import type { Clock } from "@/lib/server/clock";
import { claimDeliveries } from "@/lib/server/db/webhooks/claim-deliveries";
import { log } from "@/lib/server/log";
import { deliverWebhook } from "./deliver-webhook";

/** How long the loop rests when nothing is due, and how long after the database failed. */
const POLL_MS = 1_000;
/** Calls under way at once, in all and to one webhook. */
const MOST = 40;
const MOST_EACH = 8;
/** Longer than a call may take: whoever has not written what came of it by then has died. */
const LEASE_MS = 60_000;

/** Calls webhooks until stopped. Any number of processes do so beside each other. */
export function startWebhooks(pool: pg.Pool, { clock }: { clock: Clock }): { stop: () => Promise<void> } {
  const controller = new AbortController();
  const bell = new Bell();
  const under = new Map<Promise<void>, string>();
  const loop = (async () => {
    while (!controller.signal.aborted) {
      const rung = bell.next();
      try {
        const claimed = await claimDeliveries(pool, { ...roomIn(under), ...leaseFrom(clock) });
        for (const taken of claimed) {
          const call: Promise<void> = deliverWebhook(pool, taken, { clock })
            .catch((error: unknown) =>
              log().error({ err: error, webhookId: taken.webhookId }, "a call of a webhook was not written"),
            )
            .finally(() => {
              under.delete(call);
              bell.ring();
            });
          under.set(call, taken.webhookId);
        }
        if (claimed.length === 0) await rest(rung, POLL_MS, controller.signal);
      } catch (error) {
        log().error({ err: error }, "webhooks could not be looked for");
        await rest(bell.next(), POLL_MS, controller.signal);
      }
    }
    await Promise.all(under.keys());
  })();
  return {
    stop: async () => {
      controller.abort();
      bell.ring();
      await loop;
    },
  };
}

/** How many more calls may begin, and the webhooks that get none: those with half of what one may have under way, since a claim takes the other half. */
function roomIn(under: ReadonlyMap<unknown, string>): { limit: number; each: number; busy: string[] } {
  const counts = new Map<string, number>();
  for (const id of under.values()) counts.set(id, (counts.get(id) ?? 0) + 1);
  const busy = [...counts].flatMap(([id, count]) => (count >= MOST_EACH / 2 ? [id] : []));
  return { limit: Math.max(0, MOST - under.size), each: MOST_EACH / 2, busy };
}

function leaseFrom(clock: Clock): { now: Date; leaseUntil: Date } {
  const now = clock();
  return { now, leaseUntil: new Date(now.getTime() + LEASE_MS) };
}
