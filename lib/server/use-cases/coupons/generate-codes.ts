import type { generateCodesContract } from "@/lib/contracts/campaign-codes";
import type { ResponseOf } from "@/lib/contracts/contract";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { latestCodeBatch } from "@/lib/server/db/coupons/code-batches";
import { pool, transaction } from "@/lib/server/db/pool";
import { batchOf } from "./batch-of";
import { beginCodes } from "./begin-codes";
import { makeCodesAtOnce } from "./make-codes-at-once";

/** Makes codes for a pool. @throws DomainError when the campaign has one code, a lot is being made, or the code's space is too small */
export async function generateCodes(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: { count: number } },
  clock = systemClock,
): Promise<ResponseOf<typeof generateCodesContract>> {
  authorise(actor, "coupons:write");
  const id = await transaction((client) => beginCodes(client, actor, params.id, body.count, clock()));
  await makeCodesAtOnce(id, { count: body.count, clock });
  const batch = await latestCodeBatch(pool(), params.id);
  if (!batch) throw notFound("campaign");
  return batchOf(batch);
}
