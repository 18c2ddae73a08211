import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listEventsContract } from "@/lib/contracts/events";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { findCustomerId } from "@/lib/server/db/events/find-customer-id";
import { logBounds } from "@/lib/server/db/events/log-bounds";
import { logMoment } from "@/lib/server/db/events/log-moment";
import type { LogRow } from "@/lib/server/db/events/log-row";
import { readCustomerLog } from "@/lib/server/db/events/read-customer-log";
import { readLogWindow } from "@/lib/server/db/events/read-log-window";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { showEvents } from "./show-events";

type Answer = ResponseOf<typeof listEventsContract>;
type Call = { actor: Actor; query: { cursor?: string; limit: number; name?: string; customer?: string } };

/** The newest events first. A cursor is the id of the log that the page before went down to. */
export async function listEvents({ actor, query }: Call, clock = systemClock): Promise<Answer> {
  authorise(actor, "read");
  const before = decodeCursor(query.cursor, z.number().int().nonnegative());
  const { rows, reached } = query.customer
    ? await ofCustomer(actor, query, before)
    : await ofEverybody(actor, query, before);
  const searchedBackTo =
    reached !== null && rows.length < query.limit ? await logMoment(pool(), reached) : null;
  return {
    data: await showEvents(actor.workspaceId, rows, clock()),
    nextCursor: reached === null ? null : encodeCursor(reached),
    searchedBackTo: searchedBackTo?.toISOString() ?? null,
  };
}

/** `reached`: the id down to which was searched; null at the end of the log. */
type Found = { rows: LogRow[]; reached: number | null };

async function ofCustomer(
  { workspaceId }: Actor,
  { name, customer = "", limit }: Call["query"],
  before: number | null,
): Promise<Found> {
  const customerId = await findCustomerId(pool(), workspaceId, customer);
  if (customerId === null) return { rows: [], reached: null };
  const window = {
    workspaceId,
    name: name ?? null,
    above: 0,
    below: before ?? Number.MAX_SAFE_INTEGER,
    limit,
  };
  const rows = await readCustomerLog(pool(), customerId, window);
  return { rows, reached: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
}

// The log has no index by workspace and name: a page looks through at most 425,000 ids, in growing steps, and says how far it came.
const STEPS = [5_000, 20_000, 80_000, 320_000];

async function ofEverybody(
  { workspaceId }: Actor,
  { name, limit }: Call["query"],
  before: number | null,
): Promise<Found> {
  const { head, floor } = await logBounds(pool());
  const rows: LogRow[] = [];
  let below = before ?? head + 1;
  for (const step of STEPS) {
    const above = Math.max(below - 1 - step, floor - 1);
    rows.push(
      ...(await readLogWindow(pool(), {
        workspaceId,
        name: name ?? null,
        above,
        below,
        limit: limit - rows.length,
      })),
    );
    if (rows.length === limit) return { rows, reached: rows.at(-1)?.id ?? null };
    below = above + 1;
    if (above < floor) return { rows, reached: null };
  }
  return { rows, reached: below };
}
