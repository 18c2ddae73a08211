import type pg from "pg";
import { z } from "zod";
import type { Clock } from "@/lib/server/clock";
import { enqueueMove } from "@/lib/server/db/flows/enqueue-move";
import { moveRuns } from "@/lib/server/engine/move-runs";

const movePayload = z.object({ versionId: z.uuid() });

/** Transactions per job, so that a worker that is told to stop need not wait for a million runs. */
const CHUNKS = 100;

/** Carries a move to a launched version on, and leaves the rest to the next job. */
export async function moveRunsOn(
  payload: unknown,
  { pool, clock }: { pool: pg.Pool; clock: Clock },
): Promise<void> {
  const { versionId } = movePayload.parse(payload);
  if (!(await moveRuns(pool, versionId, clock, CHUNKS))) await enqueueMove(pool, versionId);
}
