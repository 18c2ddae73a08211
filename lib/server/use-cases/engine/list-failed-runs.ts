import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listFailedRunsContract } from "@/lib/contracts/engine";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { listFailedRuns as readFailed } from "@/lib/server/db/engine/list-failed-runs";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { runWords } from "@/lib/server/use-cases/runs/run-words";

type Call = { actor: Actor; query: { cursor?: string; limit: number } };

/** A page of the workspace's failed runs with their reasons, the latest first. */
export async function listFailedRuns({
  actor,
  query,
}: Call): Promise<ResponseOf<typeof listFailedRunsContract>> {
  authorise(actor, "runs:write");
  const after = decodeCursor(query.cursor, z.object({ endedAt: z.iso.datetime(), id: z.uuid() }));
  const rows = await readFailed(actor.workspaceId, after, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const words = await loadFlowWords(
    pool(),
    actor.workspaceId,
    page.map((run) => run.version_id),
  );
  return {
    data: page.map((run) => ({
      ...runWords(run, words),
      customer: {
        id: run.customer_id,
        externalId: run.external_id,
        email: run.email,
        name: [run.first_name, run.last_name].filter(Boolean).join(" ") || null,
      },
    })),
    nextCursor:
      rows.length > query.limit && last?.ended_at
        ? encodeCursor({ endedAt: last.ended_at.toISOString(), id: last.id })
        : null,
  };
}
