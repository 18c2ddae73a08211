import type { clientPublish } from "@/lib/contracts/compat-client";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publishVoucher } from "@/lib/server/use-cases/coupons/publish-voucher";

/** Gives the customer of a shop's page the next code of the campaign that its address names. */
export async function publishInPage(call: CompatCall<typeof clientPublish>): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  const { campaign, join_once } = call.query;
  return await publishVoucher({
    ...call,
    params: {},
    query: { join_once },
    // A certain code is for servers to give: a page could name anybody's.
    body: { ...call.body, voucher: null, campaign: { name: campaign } },
  });
}
