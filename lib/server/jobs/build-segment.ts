import type pg from "pg";
import { z } from "zod";
import type { Clock } from "@/lib/server/clock";
import { buildSegment as fillSegment } from "@/lib/server/db/segments/build-segment";

const buildPayload = z.object({ segmentId: z.uuid() });

/** Fills a segment whose rule is new; can be carried on by another worker. */
export async function buildSegment(
  payload: unknown,
  { pool, clock }: { pool: pg.Pool; clock: Clock },
): Promise<void> {
  await fillSegment(pool, buildPayload.parse(payload).segmentId, clock);
}
