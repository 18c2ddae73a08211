import type { compatAddBalance } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { publicId } from "@/lib/server/compat/ids";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { changeBalance } from "@/lib/server/use-cases/coupons/change-balance";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** Adds to a gift card, or takes from it, never below nothing; with an Idempotency-Key only once. */
export async function addBalance(
  call: CompatCall<typeof compatAddBalance>,
  clock = systemClock,
): Promise<CompatAnswer> {
  const { actor, params, body, request } = call;
  authorise(actor, "coupons:write");
  const answer = await undisturbed((client) =>
    answerOnce(client, actor, request, body, async () => {
      const voucher = await findVoucherOrFail(client, actor.workspaceId, params.code);
      const resource = { id: params.code, type: "voucher" };
      if (voucher.balance === null)
        throw new CompatError("invalid_voucher", "This code is no gift card.", resource);
      const balance = await changeBalance(client, voucher, body.amount, {
        by: actor.id,
        reason: body.reason ?? null,
        now: clock(),
      });
      if (balance === null)
        throw new CompatError(
          "gift_amount_exceeded",
          `Only ${voucher.balance} minor units are on it.`,
          resource,
        );
      return {
        status: 200,
        body: {
          amount: body.amount,
          total: balance,
          balance,
          type: "gift_voucher",
          object: "balance",
          related_object: { type: "voucher", id: publicId("v", voucher.id) },
        },
      };
    }),
  );
  wakeWorkers();
  return answer;
}
