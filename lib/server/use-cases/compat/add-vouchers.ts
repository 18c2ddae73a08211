import type { compatAddVouchers } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { newestCode } from "@/lib/server/db/coupons/newest-code";
import { pool } from "@/lib/server/db/pool";
import { generateCodes } from "@/lib/server/use-cases/coupons/generate-codes";
import { findCampaignOrFail } from "./find-campaign-or-fail";
import { findVoucherOrFail } from "./find-voucher-or-fail";
import { noteDone } from "./note-done";

/** Adds codes to a campaign: one is answered at once, several as an action to ask about. */
export async function addVouchers(call: CompatCall<typeof compatAddVouchers>): Promise<CompatAnswer> {
  const { actor, params, query, requestId } = call;
  authorise(actor, "coupons:write");
  const { id } = await findCampaignOrFail(pool(), actor.workspaceId, params.id);
  const count = query.vouchers_count;
  const batch = await generateCodes({ actor, params: { id }, body: { count } });
  if (count > 1) {
    const action = await noteDone(pool(), actor, "CAMPAIGN.VOUCHERS_GENERATE", requestId, {
      batchId: batch.id,
      done: count,
    });
    return { status: 202, body: action };
  }
  const code = await newestCode(pool(), id);
  return { status: 200, body: voucherShape(await findVoucherOrFail(pool(), actor.workspaceId, code ?? "")) };
}
