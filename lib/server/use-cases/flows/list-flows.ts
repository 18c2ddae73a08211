import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { FlowStatus } from "@/lib/contracts/flow-shared";
import type { listFlowsContract } from "@/lib/contracts/flows";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { findSilent, type SilentFlow } from "@/lib/server/db/flows/find-silent";
import { listFlows as readFlows } from "@/lib/server/db/flows/list-flows";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

type Query = { cursor?: string; limit: number; search?: string; status?: FlowStatus | "archived" };

/** A page of flows, the latest changed first. */
export async function listFlows(
  { actor, query }: { actor: Actor; query: Query },
  clock = systemClock,
): Promise<ResponseOf<typeof listFlowsContract>> {
  authorise(actor, "read");
  const { status, search, limit } = query;
  const rows = await readFlows(
    pool(),
    actor.workspaceId,
    {
      search: search || null,
      status: status === "archived" ? null : (status ?? null),
      archived: status === "archived",
      after: decodeCursor(query.cursor, z.object({ updatedAt: z.iso.datetime(), id: z.uuid() })),
    },
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const silent = new Map(
    (await findSilent(pool(), clock(), actor.workspaceId)).map((flow) => [flow.id, flow] as const),
  );
  const last = page.at(-1);
  return {
    data: page.map(({ updated_at, launched_at, ...row }) => ({
      ...row,
      updatedAt: updated_at.toISOString(),
      launchedAt: launched_at?.toISOString() ?? null,
      silent: silentOf(silent.get(row.id)),
    })),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor({ updatedAt: last.updated_at.toISOString(), id: last.id })
        : null,
  };
}

function silentOf(flow: SilentFlow | undefined) {
  return flow ? { perDay: flow.per_day, lastEntryAt: flow.last_entry.toISOString() } : null;
}
