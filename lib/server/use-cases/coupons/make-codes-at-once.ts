import type { Clock } from "@/lib/server/clock";
import { makeCodeBatch } from "@/lib/server/db/coupons/make-code-batch";
import { pool } from "@/lib/server/db/pool";

/** Made before the answer; more than that by a worker. */
const AT_ONCE = 1_000;

/** Makes a small lot that was begun before the caller answers. Should this process end first, the worker's job makes it. */
export async function makeCodesAtOnce(
  batchId: string,
  { count, clock }: { count: number; clock: Clock },
): Promise<void> {
  if (count <= AT_ONCE) await makeCodeBatch(pool(), batchId, clock);
}
