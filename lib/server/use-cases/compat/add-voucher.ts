import type { compatAddVoucher } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { insertCodes } from "@/lib/server/db/coupons/insert-codes";
import { mayGive } from "@/lib/server/db/coupons/pause-giving";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { inChange } from "@/lib/server/use-cases/coupons/in-change";
import { changeNewVoucher } from "./change-new-voucher";
import { findCampaignOrFail } from "./find-campaign-or-fail";

/** Adds a certain code to a campaign. @throws CompatError duplicate_found when it exists already */
export async function addVoucher(
  { actor, params, body, request }: CompatCall<typeof compatAddVoucher>,
  clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  return await undisturbed((client) =>
    answerOnce(client, actor, request, body, async () => {
      const campaign = await findCampaignOrFail(client, workspaceId, params.id);
      if (campaign.type === "standalone")
        throw new CompatError("invalid_campaign_params", "This campaign has one code for everybody.");
      if (!/^[0-9A-Za-z._-]{1,64}$/.test(params.code))
        throw new CompatError(
          "invalid_voucher",
          "code: 1 to 64 letters, digits, dots, dashes and underscores.",
        );
      if (!(await mayGive(client, campaign.id))) throw inChange();
      const owner = { id: campaign.id, workspaceId, quantity: campaign.quantityPerCode };
      if ((await insertCodes(client, owner, [params.code], clock())) === 0) {
        throw new CompatError("duplicate_found", `The code ${params.code} exists already.`, {
          id: params.code,
          type: "voucher",
        });
      }
      return { status: 200, body: voucherShape(await changeNewVoucher(client, actor, params.code, body)) };
    }),
  );
}
