import { v7 as uuid } from "uuid";
import type { generateCodesContract } from "@/lib/contracts/campaign-codes";
import type { ResponseOf } from "@/lib/contracts/contract";
import { poolIssues } from "@/lib/domain/coupon/campaign";
import { codeConfig } from "@/lib/domain/coupon/code";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { insertCodeBatch, latestCodeBatch } from "@/lib/server/db/coupons/code-batches";
import { enqueueCodes } from "@/lib/server/db/coupons/enqueue-codes";
import { makeCodeBatch } from "@/lib/server/db/coupons/make-code-batch";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool, transaction } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";
import { batchOf } from "./batch-of";

/** Made before the answer; more than that in the background. */
const AT_ONCE = 1_000;

/** Makes codes for a fixed pool. @throws DomainError when the pool is not fixed, a lot is being made, or the code's space is too small */
export async function generateCodes(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: { count: number } },
  clock = systemClock,
): Promise<ResponseOf<typeof generateCodesContract>> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  const id = uuid();
  await transaction(async (client) => {
    const campaign = await readCampaign(client, workspaceId, params.id, { lock: true });
    if (!campaign) throw notFound("campaign");
    if (campaign.type === "standalone") {
      throw new DomainError(
        "conflict",
        "This campaign has one code for everybody. Make another campaign for codes of their own.",
      );
    }
    const latest = await latestCodeBatch(client, campaign.id);
    if (latest?.status === "running") {
      throw new DomainError(
        "conflict",
        `${latest.wanted.toLocaleString("en")} codes are being made at this moment. Wait until they are done.`,
      );
    }
    const codes = (await campaignNumbers(client, workspaceId, [campaign.id])).get(campaign.id)?.codes ?? 0;
    const issues = poolIssues(codeConfig.parse(campaign.code_config), body.count, codes);
    if (issues.length > 0)
      throw new DomainError("invalid_input", "The codes are too short for so many.", { issues });
    const batch = { id, workspaceId, campaignId: campaign.id, wanted: body.count, createdBy: actor.id };
    await insertCodeBatch(client, batch, clock());
    await auditCampaign(client, actor, "codes_made", campaign, clock(), { count: body.count });
    if (body.count > AT_ONCE) await enqueueCodes(client, id);
  });
  if (body.count <= AT_ONCE) await makeCodeBatch(pool(), id, clock);
  const batch = await latestCodeBatch(pool(), params.id);
  if (!batch) throw notFound("campaign");
  return batchOf(batch);
}
