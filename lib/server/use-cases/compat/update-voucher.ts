import { isDeepStrictEqual } from "node:util";
import type { compatUpdateVoucher } from "@/lib/contracts/compat-campaigns";
import type { Actor } from "@/lib/server/auth/actor";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { readCampaignFields } from "@/lib/server/compat/read-campaign-fields";
import { readDiscount } from "@/lib/server/compat/read-discount";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { changeVoucher } from "@/lib/server/db/coupons/change-voucher";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import { emitInternal, type Happening } from "@/lib/server/db/events/emit-internal";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { pool, type Queryable } from "@/lib/server/db/pool";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { changeBalance } from "@/lib/server/use-cases/coupons/change-balance";
import { changeCampaign } from "@/lib/server/use-cases/coupons/change-campaign";
import { whileGivingRests } from "@/lib/server/use-cases/coupons/while-giving-rests";
import { findVoucherOrFail } from "./find-voucher-or-fail";

type Call = Pick<CompatCall<typeof compatUpdateVoucher>, "actor" | "params" | "body">;
type Body = Call["body"];

/** Changes what is sent of one code. What it is worth, and when, can be changed of a code of its own; of others it is their campaign's. */
export async function updateVoucher(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  const found = await findVoucherOrFail(pool(), workspaceId, params.code);
  const change = async (client: Queryable): Promise<CompatAnswer> => {
    const before = await findVoucherOrFail(client, workspaceId, params.code);
    await changeTerms(client, actor, before, body, clock());
    await changeVoucher(client, before, {
      active: body.active ?? undefined,
      startsAt: body.start_date,
      expiresAt: body.expiration_date,
      quantity: body.redemption ? (body.redemption.quantity ?? null) : undefined,
      metadata: body.metadata ?? undefined,
    });
    const voucher = await findVoucherOrFail(client, workspaceId, params.code);
    await tell(client, actor, { before, voucher, body }, clock());
    return { status: 200, body: voucherShape(voucher) };
  };
  const ofWorth = found.campaign.ownCode && found.customerId === null && (body.discount || body.gift);
  const answer = ofWorth
    ? await whileGivingRests(actor, found.campaign.id, clock(), change)
    : await undisturbed(change);
  wakeWorkers();
  return answer;
}

async function changeTerms(
  client: Queryable,
  actor: Actor,
  voucher: StoredVoucher,
  body: Body,
  now: Date,
): Promise<void> {
  const { discount, gift, validity_timeframe, validity_day_of_week, validity_hours } = body;
  const times = { validity_timeframe, validity_day_of_week, validity_hours };
  const timed = Object.values(times).some((value) => value !== undefined);
  if (!discount && !gift && !timed) return;
  const row = await readCampaign(client, actor.workspaceId, voucher.campaign.id);
  if (!row) return;
  const { id, discountText, active, createdAt, updatedAt, ...before } = campaignOf(row);
  const { discount: current } = before;
  const wanted = discount || gift ? readDiscount(body, voucher.currency) : current;
  const sent = Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined));
  const { recurrence } = readCampaignFields({ voucher: sent }, { currency: voucher.currency, before });
  if (isDeepStrictEqual([wanted, recurrence], [current, before.recurrence])) return;
  const resource = { id: voucher.code, type: "voucher" };
  if (!voucher.campaign.ownCode)
    throw new CompatError(
      "invalid_voucher",
      `What this code is worth, and on which days and hours, is said by its campaign ${voucher.campaign.name}. Change it there; of a gift card, change its balance.`,
      resource,
    );
  if ((wanted.type === "gift") !== (current.type === "gift"))
    throw new CompatError(
      "invalid_voucher",
      "A gift card stays one, and a discount stays one. Make another code.",
      resource,
    );
  await changeCampaign(client, actor, id, { discount: wanted, recurrence }, now);
  if (wanted.type !== "gift" || current.type !== "gift" || wanted.amount === current.amount) return;
  const added = wanted.amount - current.amount;
  if ((await changeBalance(client, voucher, added, { by: actor.id, now })) === null)
    throw new CompatError("gift_amount_exceeded", "More than that was used of it already.", resource);
}

/** Switching on or off is told as such; `voucher.updated` of whatever else was sent. */
async function tell(
  client: Queryable,
  actor: Actor,
  { before, voucher, body }: { before: StoredVoucher; voucher: StoredVoucher; body: Body },
  now: Date,
): Promise<void> {
  const about = {
    customerId: voucher.customerId,
    properties: {
      code: voucher.code,
      voucherId: voucher.id,
      campaignId: voucher.campaign.id,
      by: actor.id,
    },
  };
  const happenings: Happening[] = [];
  if (before.active !== voucher.active)
    happenings.push({ name: voucher.active ? "voucher.enabled" : "voucher.disabled", ...about });
  if (Object.entries(body).some(([field, value]) => field !== "active" && value !== undefined))
    happenings.push({ name: "voucher.updated", ...about });
  await emitInternal(client, actor.workspaceId, happenings, { now });
}
