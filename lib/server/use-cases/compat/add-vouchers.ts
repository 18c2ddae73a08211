import { randomBytes } from "node:crypto";
import type { compatAddVouchers } from "@/lib/contracts/compat-campaigns";
import { poolIssues } from "@/lib/domain/coupon/campaign";
import { generateCodes as drawCodes } from "@/lib/domain/coupon/code";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import type { ShownCampaign } from "@/lib/server/db/coupons/campaign-row";
import { insertCodes } from "@/lib/server/db/coupons/insert-codes";
import { pool, transaction } from "@/lib/server/db/pool";
import { auditCampaign } from "@/lib/server/use-cases/coupons/audit-campaign";
import { generateCodes } from "@/lib/server/use-cases/coupons/generate-codes";
import { findCampaignOrFail } from "./find-campaign-or-fail";
import { findVoucherOrFail } from "./find-voucher-or-fail";
import { noteDone } from "./note-done";

// A space is at most a tenth full, so this many draws in a row that exist already do not happen.
const DRAWS = 20;

/** Adds codes to a campaign: one is answered at once, several as an action to ask about. */
export async function addVouchers(call: CompatCall<typeof compatAddVouchers>): Promise<CompatAnswer> {
  const { actor, params, query, requestId } = call;
  authorise(actor, "coupons:write");
  const campaign = await findCampaignOrFail(pool(), actor.workspaceId, params.id);
  const count = query.vouchers_count;
  if (count > 1) {
    const batch = await generateCodes({ actor, params: { id: campaign.id }, body: { count } });
    const action = await noteDone(pool(), actor, "CAMPAIGN.VOUCHERS_GENERATE", requestId, {
      batchId: batch.id,
      done: count,
    });
    return { status: 202, body: action };
  }
  const code = await addOne(actor, campaign);
  return { status: 200, body: voucherShape(await findVoucherOrFail(pool(), actor.workspaceId, code)) };
}

/** @returns the very code this call made, whoever else makes some at the same moment */
async function addOne(actor: Actor, campaign: ShownCampaign): Promise<string> {
  const { workspaceId } = actor;
  if (campaign.type === "standalone")
    throw new CompatError("invalid_campaign_params", "This campaign has one code for everybody.");
  const codes = (await campaignNumbers(pool(), workspaceId, [campaign.id])).get(campaign.id)?.codes ?? 0;
  const issues = poolIssues(campaign.codeConfig, 1, codes);
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The codes are too short for so many.", { issues });
  const owner = { id: campaign.id, workspaceId, quantity: campaign.quantityPerCode };
  const now = systemClock();
  return await transaction(async (client) => {
    for (let draw = 0; draw < DRAWS; draw++) {
      const [code] = drawCodes(campaign.codeConfig, 1, randomBytes);
      if (code === undefined || (await insertCodes(client, owner, [code], now)) === 0) continue;
      await auditCampaign(client, actor, "codes_made", campaign, now, { count: 1 });
      return code;
    }
    throw new DomainError("conflict", "All codes of this pattern exist already. Make the code longer.");
  });
}
