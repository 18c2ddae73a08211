import type pg from "pg";
import { z } from "zod";
import type { Clock } from "@/lib/server/clock";
import { makeCodeBatch } from "@/lib/server/db/coupons/make-code-batch";

const generatePayload = z.object({ batchId: z.uuid() });

/** Makes a lot of codes that somebody asked for, and can be carried on by another worker. */
export async function generateCodes(
  payload: unknown,
  { pool, clock }: { pool: pg.Pool; clock: Clock },
): Promise<void> {
  await makeCodeBatch(pool, generatePayload.parse(payload).batchId, clock);
}
