import type pg from "pg";
import { z } from "zod";
import type { Clock } from "@/lib/server/clock";
import { refreshSegments as refresh } from "@/lib/server/db/segments/refresh-segments";

const refreshPayload = z.object({ workspaceId: z.uuid() });

/** Asks a workspace's segments anew after old events were deleted. */
export async function refreshSegments(
  payload: unknown,
  { pool, clock }: { pool: pg.Pool; clock: Clock },
): Promise<void> {
  await refresh(pool, refreshPayload.parse(payload).workspaceId, clock);
}
