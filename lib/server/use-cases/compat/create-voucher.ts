import { randomBytes } from "node:crypto";
import type {
  CompatVoucherBody,
  compatCreateVoucher,
  compatCreateVoucherCode,
} from "@/lib/contracts/compat-campaigns";
import { generateCodes } from "@/lib/domain/coupon/code";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { readCampaignFields } from "@/lib/server/compat/read-campaign-fields";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { readCurrency } from "@/lib/server/db/coupons/read-currency";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { makeCampaign } from "@/lib/server/use-cases/coupons/make-campaign";
import { bindRules } from "./bind-rules";
import { changeNewVoucher } from "./change-new-voucher";

type Call = CompatCall<typeof compatCreateVoucher> | CompatCall<typeof compatCreateVoucherCode>;

/** Makes a code of its own, outside of any campaign that somebody made: it stands in one of one code that bears its name. */
export async function createVoucher(call: Call, clock = systemClock): Promise<CompatAnswer> {
  const { actor, body, request } = call;
  authorise(actor, "coupons:write");
  return await undisturbed((client) =>
    answerOnce(client, actor, request, body, () => create(client, call, clock())),
  );
}

async function create(client: Queryable, call: Call, now: Date): Promise<CompatAnswer> {
  const body: CompatVoucherBody & { code?: unknown } = call.body;
  const named =
    "code" in call.params ? String(call.params.code) : typeof body.code === "string" ? body.code : null;
  return { status: 200, body: voucherShape(await makeVoucher(client, call.actor, named, body, now)) };
}

/**
 * Makes one code of its own inside the caller's transaction.
 * @param named null: one is drawn
 * @throws CompatError duplicate_found | invalid_voucher
 */
export async function makeVoucher(
  client: Queryable,
  actor: Actor,
  named: string | null,
  body: CompatVoucherBody,
  now: Date,
): Promise<StoredVoucher> {
  const { workspaceId } = actor;
  const currency = await readCurrency(client, workspaceId);
  // The campaign needs a code to be judged with before one is drawn.
  const fields = readCampaignFields(
    { name: named ?? "voucher", voucher: body },
    { currency, before: null, code: named ?? "voucher" },
  );
  const code = named ?? generateCodes(fields.codeConfig, 1, randomBytes)[0] ?? "";
  if (await readVoucher(client, workspaceId, code))
    throw new CompatError("duplicate_found", `The code ${code} exists already.`, {
      id: code,
      type: "voucher",
    });
  const campaign = await makeCampaign(client, actor, { ...fields, name: code, code, ownCode: true }, now);
  const object = { objectType: "campaign", objectId: campaign.id } as const;
  await bindRules(client, actor, body.validation_rules, object, now);
  // How often and when it counts is said by what it stands in.
  const { active, metadata } = body;
  return await changeNewVoucher(client, actor, code, { active, metadata });
}
