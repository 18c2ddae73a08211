import { randomBytes } from "node:crypto";
import type { compatAddVouchers } from "@/lib/contracts/compat-campaigns";
import { poolIssues } from "@/lib/domain/coupon/campaign";
import { generateCodes as drawCodes } from "@/lib/domain/coupon/code";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import { codeTermsOf } from "@/lib/server/compat/code-terms-of";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import type { ShownCampaign } from "@/lib/server/db/coupons/campaign-row";
import type { CodeTerms } from "@/lib/server/db/coupons/code-terms";
import { insertCodes } from "@/lib/server/db/coupons/insert-codes";
import { mayGive } from "@/lib/server/db/coupons/pause-giving";
import type { Queryable } from "@/lib/server/db/pool";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { auditCampaign } from "@/lib/server/use-cases/coupons/audit-campaign";
import { beginCodes } from "@/lib/server/use-cases/coupons/begin-codes";
import { inChange } from "@/lib/server/use-cases/coupons/in-change";
import { makeCodesAtOnce } from "@/lib/server/use-cases/coupons/make-codes-at-once";
import { findCampaignOrFail } from "./find-campaign-or-fail";
import { findVoucherOrFail } from "./find-voucher-or-fail";
import { noteDone } from "./note-done";

// A space is at most a tenth full, so this many draws in a row that exist already do not happen.
const DRAWS = 20;

type Call = CompatCall<typeof compatAddVouchers>;

/** Adds codes to a campaign, each with what is sent: one is answered at once, several as an action to ask about. */
export async function addVouchers(call: Call, clock = systemClock): Promise<CompatAnswer> {
  const { actor, query, body, request } = call;
  authorise(actor, "coupons:write");
  const count = query.vouchers_count;
  const lots: string[] = [];
  const answer = await undisturbed((client) =>
    answerOnce(client, actor, request, { ...body, count }, () => add(client, call, lots, clock())),
  );
  const lot = lots.at(-1);
  if (lot !== undefined) await makeCodesAtOnce(lot, { count, clock });
  return answer;
}

async function add(client: Queryable, call: Call, lots: string[], now: Date): Promise<CompatAnswer> {
  const { actor, params, query, body, requestId } = call;
  const campaign = await findCampaignOrFail(client, actor.workspaceId, params.id);
  const done = query.vouchers_count;
  if (done > 1) {
    const batchId = await beginCodes(client, actor, campaign.id, done, now, codeTermsOf(body));
    lots.push(batchId);
    const action = await noteDone(client, actor, "CAMPAIGN.VOUCHERS_GENERATE", requestId, { batchId, done });
    return { status: 202, body: action };
  }
  const code = await addOne(client, actor, campaign, now, codeTermsOf(body));
  return { status: 200, body: voucherShape(await findVoucherOrFail(client, actor.workspaceId, code)) };
}

/** @returns the very code this call made, whoever else makes some at the same moment */
async function addOne(
  client: Queryable,
  actor: Actor,
  campaign: ShownCampaign,
  now: Date,
  terms: CodeTerms,
): Promise<string> {
  const { workspaceId } = actor;
  if (campaign.type === "standalone")
    throw new CompatError("invalid_campaign_params", "This campaign has one code for everybody.");
  if (!(await mayGive(client, campaign.id))) throw inChange();
  const codes = (await campaignNumbers(client, workspaceId, [campaign.id])).get(campaign.id)?.codes ?? 0;
  const issues = poolIssues(campaign.codeConfig, 1, codes);
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The codes are too short for so many.", { issues });
  const owner = { id: campaign.id, workspaceId, quantity: campaign.quantityPerCode };
  for (let draw = 0; draw < DRAWS; draw++) {
    const [code] = drawCodes(campaign.codeConfig, 1, randomBytes);
    if (code === undefined || (await insertCodes(client, owner, [code], now, terms)) === 0) continue;
    await auditCampaign(client, actor, "codes_made", campaign, now, { count: 1 });
    return code;
  }
  throw new DomainError("conflict", "All codes of this pattern exist already. Make the code longer.");
}
