import type { Clock } from "@/lib/server/clock";
import { findCustomerId } from "@/lib/server/db/events/find-customer-id";
import { logBounds } from "@/lib/server/db/events/log-bounds";
import type { LogRow } from "@/lib/server/db/events/log-row";
import { newestIds } from "@/lib/server/db/events/newest-ids";
import { type CauseRow, readCauses } from "@/lib/server/db/events/read-causes";
import { readLogAt } from "@/lib/server/db/events/read-log-at";
import { eventWaits } from "@/lib/server/db/events/waits";
import { pool } from "@/lib/server/db/pool";
import { type ShownEvent, showCause, showEvents } from "./show-events";

/** What a watcher is told. `skipped`: so many came at once that only the newest are shown. */
export type Sighting =
  | { kind: "event"; event: ShownEvent }
  | { kind: "handled"; id: string; causes: ShownEvent["causes"] }
  | { kind: "skipped"; count: number };

export type Watch = { workspaceId: string; name?: string; customer?: string; after: number | null };

// One look shows at most this many; a person cannot read more in the 700 ms between two.
const SHOWN_PER_LOOK = 100;
const LISTED_PER_LOOK = 1_000;
// Ids are handed out before the commit: an event may turn up below others that were seen already, for as long as this.
const LATE_COMMIT_MS = 5_000;
// Events whose handling is waited for, and for how long.
const AWAITED = 300;
const AWAITED_MS = 60_000;

/**
 * What happens on a workspace's log, look by look. Each `next()` is one look, with a fixed number of statements; the caller decides how
 * often to look. Begins after the id `after`, else with what comes from now on.
 */
export async function* followEvents(watch: Watch, clock: Clock): AsyncGenerator<Sighting[], never> {
  const state: State = {
    floor: watch.after ?? (await logBounds(pool())).head,
    seen: new Set(),
    heads: [],
    awaited: new Map(),
  };
  let customerId: string | null = null;
  for (;;) {
    const now = clock();
    // The customer may come to be while somebody waits for their first event.
    if (watch.customer) customerId ??= await findCustomerId(pool(), watch.workspaceId, watch.customer);
    const unknown = watch.customer !== undefined && customerId === null;
    const arrived = unknown ? [] : await look(watch, customerId, state, now);
    yield [...(await settled(state, now)), ...arrived];
  }
}

type State = {
  /** Nothing at or below it is looked at any more. */
  floor: number;
  /** Ids above the floor that were shown. */
  seen: Set<number>;
  heads: { at: number; id: number }[];
  awaited: Map<number, { row: LogRow; until: number }>;
};

async function look(
  { workspaceId, name }: Watch,
  customerId: string | null,
  state: State,
  now: Date,
): Promise<Sighting[]> {
  const places = await newestIds(pool(), {
    workspaceId,
    name: name ?? null,
    customerId,
    above: state.floor,
    limit: LISTED_PER_LOOK,
  });
  const fresh = places.filter(({ id }) => !state.seen.has(id));
  const rows = await readLogAt(pool(), fresh.slice(0, SHOWN_PER_LOOK));
  for (const { id } of fresh) state.seen.add(id);
  for (const row of rows) {
    if (row.pending && state.awaited.size < AWAITED)
      state.awaited.set(row.id, { row, until: now.getTime() + AWAITED_MS });
  }
  raiseFloor(state, places[0]?.id ?? state.floor, now.getTime());
  const skipped = fresh.length - rows.length;
  const shown = (await showEvents(workspaceId, rows, now)).map(
    (event): Sighting => ({ kind: "event", event }),
  );
  return skipped > 0 ? [{ kind: "skipped", count: skipped }, ...shown] : shown;
}

function raiseFloor(state: State, head: number, now: number): void {
  state.heads.push({ at: now, id: head });
  while (state.heads[0] && state.heads[0].at <= now - LATE_COMMIT_MS)
    state.floor = Math.max(state.floor, state.heads.shift()?.id ?? 0);
  for (const id of state.seen) if (id <= state.floor) state.seen.delete(id);
}

async function settled(state: State, now: Date): Promise<Sighting[]> {
  const awaited = [...state.awaited.values()].map(({ row }) => row);
  if (awaited.length === 0) return [];
  const { rows } = await pool().query<{ event_id: number }>(
    `SELECT wanted.id AS event_id FROM unnest($1::smallint[], $2::bigint[]) AS wanted (shard, id)
     WHERE ${eventWaits("wanted.shard", "wanted.id")}`,
    [awaited.map(({ shard }) => shard), awaited.map(({ id }) => id)],
  );
  const pending = new Set(rows.map(({ event_id }) => event_id));
  const done = awaited.filter(({ id }) => !pending.has(id));
  const causes = await readCauses(pool(), done);
  for (const [id, { until }] of state.awaited)
    if (!pending.has(id) || until < now.getTime()) state.awaited.delete(id);
  return done.map(({ id }) => ({ kind: "handled", id: String(id), causes: ofEvent(causes, id) }));
}

function ofEvent(causes: readonly CauseRow[], id: number): ShownEvent["causes"] {
  return causes.filter((cause) => cause.event_id === id).map(showCause);
}
