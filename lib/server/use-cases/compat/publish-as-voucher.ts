import type { compatPublishVoucher } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { publishVoucher } from "@/lib/server/use-cases/coupons/publish-voucher";

/** Gives a customer one code, as older clients ask for it: the answer is the code itself. */
export async function publishAsVoucher(call: CompatCall<typeof compatPublishVoucher>): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  const { campaign } = call.body;
  if (typeof campaign === "object" && campaign !== null && (campaign.count ?? 1) > 1)
    throw new CompatError(
      "invalid_publish_params",
      "campaign.count: this call gives one code. POST /v1/publications gives several.",
    );
  const { status, body, replayed } = await publishVoucher(call);
  const { voucher, ...given } = body as Record<string, unknown>;
  // A refusal that was kept under an Idempotency-Key is answered as it was.
  if (status !== 200) return { status, body, replayed };
  const { customer_id, channel, tracking_id } = given;
  return { status, body: { ...(voucher as object), customer_id, channel, tracking_id }, replayed };
}
