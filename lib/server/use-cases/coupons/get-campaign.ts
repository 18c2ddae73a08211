import type { getCampaignContract } from "@/lib/contracts/campaigns";
import type { ResponseOf } from "@/lib/contracts/contract";
import { itemsOf } from "@/lib/domain/coupon/campaign-items";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { readCampaignRules } from "@/lib/server/db/coupons/campaign-rules";
import { latestCodeBatch } from "@/lib/server/db/coupons/code-batches";
import { latestCodeImport } from "@/lib/server/db/coupons/code-imports";
import { flowsUsingCampaign } from "@/lib/server/db/coupons/flows-using-campaign";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { unusableCodes } from "@/lib/server/db/coupons/unusable-codes";
import { pool } from "@/lib/server/db/pool";
import { batchOf } from "./batch-of";
import { importOf } from "./import-of";
import { SAYS_NOTHING } from "./save-own-rule";

/** One campaign with its numbers, the flows that give its codes, the latest lot and file of codes, and the items it is for. */
export async function getCampaign(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<ResponseOf<typeof getCampaignContract>> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const row = await readCampaign(pool(), workspaceId, params.id);
  if (!row) throw notFound("campaign");
  const now = clock();
  const [numbers, unusable, flows, batch, file, [rule]] = await Promise.all([
    campaignNumbers(pool(), workspaceId, [row.id]),
    unusableCodes(pool(), [row.id], now),
    flowsUsingCampaign(pool(), workspaceId, row.id),
    latestCodeBatch(pool(), row.id),
    latestCodeImport(pool(), row.id),
    readCampaignRules(pool(), workspaceId, row.id),
  ]);
  const own = numbers.get(row.id);
  if (!own) throw notFound("campaign");
  const shared = row.type === "standalone";
  const codes = {
    free: shared ? own.codes : Math.max(0, own.codes - own.given - (unusable.get(row.id) ?? 0)),
    open: shared ? 0 : Math.max(0, own.given - own.redeemed),
  };
  return {
    ...campaignOf(row),
    numbers: { ...own, ...codes },
    flows,
    batch: batch && batchOf(batch),
    import: file && importOf(file, now),
    items: itemsOf((rule ?? SAYS_NOTHING).applicableTo),
  };
}
