import { randomUUID } from "node:crypto";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { EVENT_STATUSES, ingestEventsContract } from "@/lib/contracts/events";
import type { Person } from "@/lib/domain/customer/identity";
import { DomainError } from "@/lib/domain/errors";
import { MAX_EVENTS } from "@/lib/domain/event/event-input";
import { judgeEvent, type Verdict } from "@/lib/domain/event/judge-event";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { ingestRules } from "@/lib/server/db/events/definition-cache";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { setAsideEvents } from "@/lib/server/db/events/set-aside-events";
import { pool } from "@/lib/server/db/pool";
import { span } from "@/lib/server/tracing/span";
import { isPublicKey } from "./is-public-key";
import { keyInAddress } from "./key-in-address";
import { limitIngestion } from "./limit-ingestion";

type Answer = ResponseOf<typeof ingestEventsContract>;
type Result = Answer["results"][number];
type Call = { actor: Actor; body: Record<string, unknown>; request: Request };

/**
 * Takes one event or a batch. Each is judged on its own: accepted onto the log, set aside, or refused. All that is not refused is
 * committed before this returns.
 * @throws DomainError invalid_input when nothing in the request can be used; its extras hold the same per-event results
 */
export async function ingestEvents({ actor, body, request }: Call, clock = systemClock): Promise<Answer> {
  authorise(actor, "events:ingest");
  const fromBrowser = keyInAddress(actor, request);
  await limitIngestion(actor);
  const raws = eventsOf(body);
  const now = clock();
  const rules = await ingestRules(actor.workspaceId, now);
  const bench = { ...rules, now: now.getTime(), newId: randomUUID };
  const verdicts = withoutDoubles(raws.map((raw) => judgeEvent(raw, bench)));

  const fresh = await span(
    {
      name: "ingest events",
      attributes: { "cartograph.events": raws.length },
      sum: ({ size }) => ({ "cartograph.accepted": size }),
    },
    async () =>
      new Set([
        ...(await record(actor, verdicts, { source: fromBrowser ? "sdk" : "api", now })),
        ...(await setAside(actor.workspaceId, verdicts, raws, now)),
      ]),
  );
  return answer(verdicts.map((verdict, index) => resultOf(verdict, index, fresh)));
}

type Judged = Verdict | { kind: "double"; messageId: string };

// Within one request, the first event with a messageId stands for all of them.
function withoutDoubles(verdicts: readonly Verdict[]): Judged[] {
  const seen = new Set<string>();
  return verdicts.map((verdict): Judged => {
    if (verdict.kind === "reject") return verdict;
    if (seen.has(verdict.messageId)) return { kind: "double", messageId: verdict.messageId };
    seen.add(verdict.messageId);
    return verdict;
  });
}

async function record(
  actor: Actor,
  verdicts: readonly Judged[],
  { source, now }: { source: string; now: Date },
): Promise<Iterable<string>> {
  const persons = new Map<string, { index: number; person: Person }>();
  const activities = verdicts.flatMap((verdict) => {
    if (verdict.kind !== "accept") return [];
    const { person, name, messageId, properties, occurredAt } = verdict.event;
    const key = JSON.stringify(person);
    const known = persons.get(key) ?? { index: persons.size, person };
    persons.set(key, known);
    return [{ person: known.index, name, messageId, properties, occurredAt }];
  });
  if (activities.length === 0) return [];
  const everybody = [...persons.values()].map(({ person }) => person);
  const { workspaceId } = actor;
  const byPublicKey = isPublicKey(actor);
  return (await recordActivity({ workspaceId, persons: everybody, activities, source, byPublicKey, now }))
    .accepted;
}

async function setAside(
  workspaceId: string,
  verdicts: readonly Judged[],
  raws: readonly unknown[],
  now: Date,
): Promise<Iterable<string>> {
  const events = verdicts.flatMap((verdict, index) =>
    verdict.kind === "set-aside"
      ? [{ name: verdict.name, messageId: verdict.messageId, payload: raws[index] }]
      : [],
  );
  return await setAsideEvents(pool(), workspaceId, events, now);
}

function resultOf(verdict: Judged, index: number, fresh: ReadonlySet<string>): Result {
  const { messageId } = verdict;
  if (verdict.kind === "reject") return { index, messageId, status: "rejected", errors: verdict.errors };
  if (verdict.kind === "double" || !fresh.has(messageId)) return { index, messageId, status: "duplicate" };
  if (verdict.kind === "set-aside")
    return { index, messageId, status: "quarantined", errors: verdict.errors };
  return { index, messageId, status: "accepted" };
}

function answer(results: Result[]): Answer {
  const count = (status: (typeof EVENT_STATUSES)[number]) =>
    results.filter((result) => result.status === status).length;
  const counted = {
    results,
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    quarantined: count("quarantined"),
    rejected: count("rejected"),
  };
  if (counted.rejected < results.length) return counted;
  const [only] = results;
  const message =
    results.length === 1 ? "The event does not fit." : `None of the ${results.length} events fits.`;
  throw new DomainError("invalid_input", message, {
    issues: results.length === 1 ? (only?.errors ?? []) : [],
    extra: counted,
  });
}

function eventsOf(body: Record<string, unknown>): unknown[] {
  if (!Object.hasOwn(body, "events")) return [body];
  const { events } = body;
  const wrong = !Array.isArray(events)
    ? { message: "events is not a list.", fix: 'Send {"events": [{...}, {...}]}.' }
    : events.length === 0
      ? { message: "The list of events is empty.", fix: "Send at least one." }
      : events.length > MAX_EVENTS
        ? { message: `There are ${events.length} events.`, fix: `Send at most ${MAX_EVENTS} at once.` }
        : null;
  if (wrong)
    throw new DomainError("invalid_input", wrong.message, { issues: [{ path: "events", ...wrong }] });
  return events as unknown[];
}
