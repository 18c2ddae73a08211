import { randomBytes } from "node:crypto";
import type {
  CompatVoucherBody,
  compatCreateVoucher,
  compatCreateVoucherCode,
} from "@/lib/contracts/compat-campaigns";
import { generateCodes } from "@/lib/domain/coupon/code";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { readCampaignFields } from "@/lib/server/compat/read-campaign-fields";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { readCurrency } from "@/lib/server/db/coupons/read-currency";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import { pool } from "@/lib/server/db/pool";
import { createCampaign } from "@/lib/server/use-cases/coupons/create-campaign";
import { bindRules } from "./bind-rules";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** Makes a code of its own, outside of any campaign that somebody made: it stands in one of one code that bears its name. */
export async function createVoucher(
  call: CompatCall<typeof compatCreateVoucher> | CompatCall<typeof compatCreateVoucherCode>,
): Promise<CompatAnswer> {
  const { actor } = call;
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  const body: CompatVoucherBody & { code?: unknown } = call.body;
  const named =
    "code" in call.params ? String(call.params.code) : typeof body.code === "string" ? body.code : null;
  const currency = await readCurrency(pool(), workspaceId);
  // The campaign needs a code to be judged with before one is drawn.
  const fields = readCampaignFields(
    { name: named ?? "voucher", voucher: body },
    { currency, before: null, code: named ?? "voucher" },
  );
  const code = named ?? generateCodes(fields.codeConfig, 1, randomBytes)[0] ?? "";
  if (await readVoucher(pool(), workspaceId, code))
    throw new CompatError("duplicate_found", `The code ${code} exists already.`, {
      id: code,
      type: "voucher",
    });
  await createCampaign({ actor, body: { ...fields, name: code, code } });
  const voucher = await findVoucherOrFail(pool(), workspaceId, code);
  const object = { objectType: "campaign", objectId: voucher.campaign.id } as const;
  await bindRules(pool(), actor, body.validation_rules, object, systemClock());
  return { status: 200, body: voucherShape(voucher) };
}
