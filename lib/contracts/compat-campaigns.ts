import { z } from "zod";
import { compatCode, compatId, compatRead, compatWrite, narrowedPage, nothing } from "./compat-shared";

const text = z.string().max(255);
const minorUnits = z.number().int().min(0).max(1_000_000_000_000);
const moment = z.iso.datetime({ offset: true, message: "Write a moment such as 2026-05-01T00:00:00Z." });
const metadata = z.record(z.string().max(200), z.unknown()).nullish();

const discountBody = z.looseObject({
  type: z.enum(["PERCENT", "AMOUNT", "UNIT", "FIXED"]),
  effect: z.string().nullish(),
  percent_off: z.number().nullish(),
  amount_limit: minorUnits.nullish(),
  amount_off: minorUnits.nullish(),
  fixed_amount: minorUnits.nullish(),
  unit_off: z.number().int().nullish(),
  unit_type: text.nullish(),
  units: z
    .array(
      z.looseObject({
        effect: z.string().nullish(),
        unit_off: z.number().int().nullish(),
        unit_type: text.nullish(),
      }),
    )
    .max(10, "At most ten products.")
    .nullish(),
});
export type CompatDiscount = z.output<typeof discountBody>;

const times = {
  start_date: moment.nullish(),
  expiration_date: moment.nullish(),
  validity_timeframe: z.looseObject({ interval: text, duration: text }).nullish(),
  validity_day_of_week: z.array(z.number()).nullish(),
  validity_hours: z
    .looseObject({
      daily: z
        .array(
          z.looseObject({
            start_time: text,
            expiration_time: text,
            days_of_week: z.array(z.number()).nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
  activity_duration_after_publishing: text.nullish(),
  metadata,
};

/** A code's terms as the compatible API writes them. */
export const compatVoucherBody = z.looseObject({
  type: z
    .enum(["DISCOUNT_VOUCHER", "GIFT_VOUCHER"], "Loyalty cards are not supported: see docs/compatibility.md.")
    .nullish(),
  discount: discountBody.nullish(),
  gift: z.looseObject({ amount: minorUnits }).nullish(),
  redemption: z.looseObject({ quantity: z.number().int().min(1).nullish() }).nullish(),
  code_config: z
    .looseObject({
      length: z.number().nullish(),
      charset: z.string().nullish(),
      prefix: z.string().nullish(),
      postfix: z.string().nullish(),
      pattern: z.string().nullish(),
    })
    .nullish(),
  active: z.boolean().nullish(),
  validation_rules: z.array(text).max(20).nullish(),
  ...times,
});
export type CompatVoucherBody = z.output<typeof compatVoucherBody>;

const campaignBody = z.looseObject({
  name: z.string().trim().min(1).max(120).nullish(),
  description: z.string().max(1000).nullish(),
  campaign_type: z
    .enum(["DISCOUNT_COUPONS", "GIFT_VOUCHERS"], "Only DISCOUNT_COUPONS and GIFT_VOUCHERS are supported.")
    .nullish(),
  type: z.enum(["STATIC", "AUTO_UPDATE", "STANDALONE"]).nullish(),
  join_once: z.boolean().nullish(),
  vouchers_count: z.number().int().min(0).max(50_000).nullish(),
  voucher: compatVoucherBody.nullish(),
  validation_rules: z.array(text).max(20).nullish(),
  ...times,
});
export type CompatCampaignBody = z.output<typeof campaignBody>;

const write = { query: nothing, access: "coupons:write" } as const;

export const compatCreateCampaign = compatWrite("POST", "/v1/campaigns", "Create a campaign", {
  params: nothing,
  body: campaignBody.extend({ name: z.string().trim().min(1).max(120), voucher: compatVoucherBody }),
  ...write,
});
export const compatListCampaigns = compatRead("/v1/campaigns", "List campaigns", {
  params: nothing,
  query: narrowedPage,
});
export const compatGetCampaign = compatRead("/v1/campaigns/{id}", "One campaign, by id or name", {
  params: compatId,
  query: nothing,
});
const day = z.iso.date("Write a day such as 2026-05-01.");
export const compatCampaignSummary = compatRead(
  "/v1/campaigns/{id}/summary",
  "What became of a campaign's codes, from one day to another",
  {
    params: compatId,
    query: z.looseObject({ start_date: day.optional(), end_date: day.optional() }),
  },
);
export const compatUpdateCampaign = compatWrite(
  "PUT",
  "/v1/campaigns/{id}",
  "Change a campaign; null clears a field",
  {
    params: compatId,
    body: campaignBody,
    ...write,
  },
);
export const compatDeleteCampaign = compatWrite(
  "DELETE",
  "/v1/campaigns/{id}",
  "Delete a campaign of which no code was given",
  {
    params: compatId,
    body: nothing,
    ...write,
  },
);
export const compatEnableCampaign = compatWrite("POST", "/v1/campaigns/{id}/enable", "Switch a campaign on", {
  params: compatId,
  body: nothing,
  ...write,
});
export const compatDisableCampaign = compatWrite(
  "POST",
  "/v1/campaigns/{id}/disable",
  "Switch a campaign off",
  { params: compatId, body: nothing, ...write },
);
export const compatAddVouchers = compatWrite(
  "POST",
  "/v1/campaigns/{id}/vouchers",
  "Add codes to a campaign",
  {
    params: compatId,
    query: z.looseObject({ vouchers_count: z.coerce.number().int().min(1).max(50_000).default(1) }),
    body: compatVoucherBody,
    access: "coupons:write",
  },
);
export const compatAddVoucher = compatWrite(
  "POST",
  "/v1/campaigns/{id}/vouchers/{code}",
  "Add a certain code to a campaign",
  {
    params: compatId.extend(compatCode.shape),
    body: compatVoucherBody,
    ...write,
  },
);
export const compatListVouchers = compatRead("/v1/vouchers", "List codes", {
  params: nothing,
  query: narrowedPage.extend({
    campaign: text.optional(),
    campaign_id: text.optional(),
    customer: text.optional(),
    code: text.optional(),
  }),
});
export const compatCreateVoucher = compatWrite("POST", "/v1/vouchers", "Make a code of its own", {
  params: nothing,
  body: compatVoucherBody.extend({ code: text.nullish() }),
  ...write,
});
export const compatCreateVoucherCode = compatWrite(
  "POST",
  "/v1/vouchers/{code}",
  "Make a certain code of its own",
  {
    params: compatCode,
    body: compatVoucherBody,
    ...write,
  },
);
export const compatUpdateVoucher = compatWrite("PUT", "/v1/vouchers/{code}", "Change a code", {
  params: compatCode,
  body: compatVoucherBody,
  ...write,
});
export const compatDeleteVoucher = compatWrite(
  "DELETE",
  "/v1/vouchers/{code}",
  "Delete a code that nobody has",
  { params: compatCode, body: nothing, ...write },
);
export const compatEnableVoucher = compatWrite("POST", "/v1/vouchers/{code}/enable", "Switch a code on", {
  params: compatCode,
  body: nothing,
  ...write,
});
export const compatDisableVoucher = compatWrite("POST", "/v1/vouchers/{code}/disable", "Switch a code off", {
  params: compatCode,
  body: nothing,
  ...write,
});
export const compatAddBalance = compatWrite(
  "POST",
  "/v1/vouchers/{code}/balance",
  "Add to a gift card, or take from it",
  {
    params: compatCode,
    body: z.looseObject({
      amount: z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000),
      reason: z.string().max(1000).nullish(),
    }),
    ...write,
  },
);
export const compatReleaseSession = compatWrite(
  "DELETE",
  "/v1/vouchers/{code}/sessions/{key}",
  "Let go of a code that a checkout holds",
  {
    params: compatCode.extend({ key: z.string().min(1).max(100) }),
    body: nothing,
    query: nothing,
    access: "coupons:redeem",
  },
);

export const compatCampaignContracts = [
  compatCreateCampaign,
  compatListCampaigns,
  compatGetCampaign,
  compatCampaignSummary,
  compatUpdateCampaign,
  compatDeleteCampaign,
  compatEnableCampaign,
  compatDisableCampaign,
  compatAddVouchers,
  compatAddVoucher,
  compatListVouchers,
  compatCreateVoucher,
  compatCreateVoucherCode,
  compatUpdateVoucher,
  compatDeleteVoucher,
  compatEnableVoucher,
  compatDisableVoucher,
  compatAddBalance,
  compatReleaseSession,
];
