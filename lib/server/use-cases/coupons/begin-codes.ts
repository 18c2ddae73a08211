import { v7 as uuid } from "uuid";
import { poolIssues } from "@/lib/domain/coupon/campaign";
import { codeConfig } from "@/lib/domain/coupon/code";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { insertCodeBatch, latestCodeBatch } from "@/lib/server/db/coupons/code-batches";
import type { CodeTerms } from "@/lib/server/db/coupons/code-terms";
import { enqueueCodes } from "@/lib/server/db/coupons/enqueue-codes";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import type { Queryable } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";

/**
 * Begins a lot of codes inside the caller's transaction: once that commits, a worker makes them, whatever becomes of the caller.
 * @param terms what each of them has of its own
 * @returns the lot's id
 * @throws DomainError when the campaign has one code, a lot is being made, or the code's space is too small
 */
export async function beginCodes(
  client: Queryable,
  actor: Actor,
  campaignId: string,
  count: number,
  now: Date,
  terms: CodeTerms = {},
): Promise<string> {
  const { workspaceId } = actor;
  const campaign = await readCampaign(client, workspaceId, campaignId, { lock: true });
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
  const issues = poolIssues(codeConfig.parse(campaign.code_config), count, codes);
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The codes are too short for so many.", { issues });
  const batch = {
    id: uuid(),
    workspaceId,
    campaignId: campaign.id,
    wanted: count,
    terms,
    createdBy: actor.id,
  };
  await insertCodeBatch(client, batch, now);
  await auditCampaign(client, actor, "codes_made", campaign, now, { count });
  await enqueueCodes(client, batch.id);
  return batch.id;
}
