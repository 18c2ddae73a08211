import { setTimeout as wait } from "node:timers/promises";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { followEvents, type Sighting } from "./follow-events";

const LOOK_EVERY_MS = 700;
// A quiet line is cut by proxies after about a minute.
const SIGN_OF_LIFE_LOOKS = 20;
// Then the browser connects again, and has to show who it is again.
const LONGEST_LOOKS = 850;
const WATCHERS = 40;

let watchers = 0;

type Call = { actor: Actor; query: { name?: string; customer?: string; after?: string }; request: Request };

/**
 * The workspace's log as server-sent events: `seen` (an event), `handled` (what it caused) and `skipped` (a count). A browser that
 * reconnects goes on after the last id it saw.
 * @throws DomainError rate_limited when too many are watching
 */
export async function streamEvents({ actor, query, request }: Call, clock = systemClock): Promise<Response> {
  authorise(actor, "read");
  if (watchers >= WATCHERS) {
    throw new DomainError(
      "rate_limited",
      `${WATCHERS} people are watching already. Close a window, or look at the list.`,
      {
        extra: { retryAfterSeconds: 30 },
      },
    );
  }
  const resumed = request.headers.get("last-event-id") ?? query.after;
  const after = resumed && /^\d{1,16}$/.test(resumed) ? Number(resumed) : null;
  const looks = followEvents(
    { workspaceId: actor.workspaceId, name: query.name, customer: query.customer, after },
    clock,
  );
  const closed = new AbortController();
  const encoder = new TextEncoder();
  let count = 0;
  watchers += 1;
  const close = () => {
    if (closed.signal.aborted) return;
    watchers -= 1;
    closed.abort();
  };
  request.signal.addEventListener("abort", close);

  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode("retry: 2000\n\n")),
    async pull(controller) {
      try {
        for (;;) {
          if (count > 0) await wait(LOOK_EVERY_MS, undefined, { signal: closed.signal });
          if (++count > LONGEST_LOOKS) break;
          const { value } = await looks.next();
          const text = value.map(inWire).join("") || (count % SIGN_OF_LIFE_LOOKS === 0 ? ":\n\n" : "");
          if (text) return controller.enqueue(encoder.encode(text));
        }
        controller.close();
      } catch (error) {
        if (!closed.signal.aborted) controller.error(error);
      }
      close();
    },
    cancel: close,
  });
  // no-transform: a compressing server would hold lines back until a block is full.
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function inWire(sighting: Sighting): string {
  switch (sighting.kind) {
    case "event":
      return `id: ${sighting.event.id}\nevent: seen\ndata: ${JSON.stringify(sighting.event)}\n\n`;
    case "handled":
      return `event: handled\ndata: ${JSON.stringify({ id: sighting.id, causes: sighting.causes })}\n\n`;
    case "skipped":
      return `event: skipped\ndata: ${JSON.stringify({ count: sighting.count })}\n\n`;
  }
}
