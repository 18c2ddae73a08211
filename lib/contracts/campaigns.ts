import { z } from "zod";
import { CAMPAIGN_TYPES, campaignFields, MOST_CODES } from "@/lib/domain/coupon/campaign";
import { codeConfig } from "@/lib/domain/coupon/code";
import { discount } from "@/lib/domain/coupon/discount";
import { campaignLimits } from "@/lib/domain/coupon/limits";
import { recurrence } from "@/lib/domain/coupon/recurrence";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Coupons";
const moment = z.iso.datetime();
const money = z.object({ amount: z.number().int(), currency: z.string() });

/** A lot of codes being made. */
export const codeBatch = z.object({
  id: z.uuid(),
  wanted: z.number().int(),
  made: z.number().int(),
  status: z.enum(["running", "done", "failed"]),
  failure: z.string().nullable(),
  createdAt: moment,
});

/** What has become of a campaign's codes. Money in minor units of the workspace's currency. */
const campaignNumbers = z.object({
  /** Codes in the campaign. */
  codes: z.number().int(),
  /** Codes given to customers, those taken back not counted. */
  given: z.number().int(),
  /** Redemptions that stand. */
  redeemed: z.number().int(),
  /** Orders that were paid with a code, before the discount. */
  revenue: money,
  /** What the codes took off. */
  discounts: money,
});

/** A campaign, as lists show it. */
export const campaign = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  type: z.enum(CAMPAIGN_TYPES),
  discount,
  /** The discount in words: "5% off and free shipping". */
  discountText: z.string(),
  codeConfig,
  /** The one code of a standalone campaign. */
  code: z.string().nullable(),
  startsAt: moment.nullable(),
  endsAt: moment.nullable(),
  validForMs: z.number().int().nullable(),
  quantityPerCode: z.number().int().nullable(),
  perCustomer: z.number().int().nullable(),
  limits: campaignLimits,
  recurrence,
  joinOnce: z.boolean(),
  metadata: z.record(z.string(), z.unknown()),
  recovery: z.boolean(),
  active: z.boolean(),
  createdAt: moment,
  updatedAt: moment,
});

/** The same with what surrounds it. */
export const campaignDetail = campaign.extend({
  numbers: campaignNumbers.extend({
    /** Codes that nobody has. */
    free: z.number().int(),
    /** Codes given and not used so far, expired ones among them; none for one code for everybody. */
    open: z.number().int(),
  }),
  /** Flows whose draft or live version gives its codes. */
  flows: z.array(z.object({ id: z.uuid(), name: z.string(), status: z.string() })),
  /** The latest lot of codes, running or finished. */
  batch: codeBatch.nullable(),
});

const customerName = z.object({ id: z.uuid(), name: z.string() });

/** One code of a campaign. */
export const campaignVoucher = z.object({
  id: z.uuid(),
  code: z.string(),
  state: z.enum(["free", "given", "used", "not_yet", "expired", "off"]),
  customer: customerName.nullable(),
  runId: z.uuid().nullable(),
  givenAt: moment.nullable(),
  expiresAt: moment.nullable(),
  quantity: z.number().int().nullable(),
  redeemedQuantity: z.number().int(),
});

/** One use of a code, or a refused try. */
export const campaignRedemption = z.object({
  id: z.uuid(),
  code: z.string(),
  status: z.enum(["succeeded", "failed", "rolled_back"]),
  failure: z.string().nullable(),
  customer: customerName.nullable(),
  orderId: z.string().nullable(),
  orderAmount: z.number().int().nullable(),
  discountAmount: z.number().int().nullable(),
  currency: z.string().nullable(),
  createdAt: moment,
});

const byId = z.object({ id: z.uuid() });

export const listCampaignsContract = contract({
  method: "GET",
  path: "/api/v1/campaigns",
  summary: "List coupon campaigns, newest first",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({
    search: z.string().trim().max(120).optional(),
    active: z
      .enum(["true", "false"])
      .transform((text) => text === "true")
      .optional(),
  }),
  response: pageOf(campaign.extend({ numbers: campaignNumbers })),
});

export const createCampaignContract = contract({
  method: "POST",
  path: "/api/v1/campaigns",
  summary: "Create a coupon campaign",
  tag: TAG,
  access: "coupons:write",
  body: campaignFields,
  response: campaign,
  status: 201,
});

export const getCampaignContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}",
  summary: "Read a campaign, with its numbers and the flows that give its codes",
  tag: TAG,
  access: "read",
  params: byId,
  response: campaignDetail,
});

export const updateCampaignContract = contract({
  method: "PATCH",
  path: "/api/v1/campaigns/{id}",
  summary: "Change a campaign; its type stays, and its discount once a code was given",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  body: z.strictObject({
    name: campaignFields.shape.name.optional(),
    description: campaignFields.shape.description.unwrap().optional(),
    discount: discount.optional(),
    codeConfig: codeConfig.optional(),
    startsAt: campaignFields.shape.startsAt.unwrap().optional(),
    endsAt: campaignFields.shape.endsAt.unwrap().optional(),
    validForMs: campaignFields.shape.validForMs.unwrap().optional(),
    quantityPerCode: campaignFields.shape.quantityPerCode.unwrap().optional(),
    perCustomer: campaignFields.shape.perCustomer.unwrap().optional(),
    limits: campaignLimits.optional(),
    recurrence: recurrence.optional(),
    joinOnce: z.boolean().optional(),
    metadata: campaignFields.shape.metadata.unwrap().optional(),
    recovery: z.boolean().optional(),
  }),
  response: campaign,
});

export const deleteCampaignContract = contract({
  method: "DELETE",
  path: "/api/v1/campaigns/{id}",
  summary: "Delete a campaign of which no code was given",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  response: z.undefined(),
  status: 204,
});

const switched = {
  tag: TAG,
  access: "coupons:write",
  params: byId,
  response: campaign,
} as const;

export const enableCampaignContract = contract({
  method: "POST",
  path: "/api/v1/campaigns/{id}/enable",
  summary: "Switch a campaign on: its codes count again",
  ...switched,
});

export const disableCampaignContract = contract({
  method: "POST",
  path: "/api/v1/campaigns/{id}/disable",
  summary: "Switch a campaign off: no code of it is given or redeemed",
  ...switched,
});

export const listCampaignVouchersContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/vouchers",
  summary:
    "List the codes of a campaign, newest first; search by a whole code or a customer's id, e-mail or phone",
  tag: TAG,
  access: "read",
  params: byId,
  query: pageQuery.extend({
    search: z.string().trim().max(255).optional(),
    state: z.enum(["free", "given", "used"]).optional(),
  }),
  response: pageOf(campaignVoucher),
});

export const exportCodesContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/vouchers/export",
  summary:
    "The codes of a campaign as a CSV file; columns=emails joins them with their customers' e-mail addresses",
  tag: TAG,
  access: "read",
  params: byId,
  query: z.object({ columns: z.enum(["all", "emails"]).default("all") }),
  response: z.string(),
  textType: "text/csv",
});

export const listCampaignRedemptionsContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/redemptions",
  summary: "List what codes of a campaign were used for, and refused tries, newest first",
  tag: TAG,
  access: "read",
  params: byId,
  query: pageQuery,
  response: pageOf(campaignRedemption),
});

export const generateCodesContract = contract({
  method: "POST",
  path: "/api/v1/campaigns/{id}/codes",
  summary: "Make codes for a fixed pool: at once up to 1,000, else in the background with progress",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  body: z.strictObject({
    count: z
      .number("Enter how many codes to make.")
      .int("Enter a whole number.")
      .min(1, "Enter at least 1.")
      .max(MOST_CODES, `At most ${MOST_CODES.toLocaleString("en")} codes at once.`),
  }),
  response: codeBatch,
  status: 202,
});

export const importCodesContract = contract({
  method: "POST",
  path: "/api/v1/campaigns/{id}/codes/import",
  summary: "Add codes from a CSV, or check it first; a file with one bad line is refused whole",
  description:
    "The body is the file itself (text/csv), read as it arrives, of any length. Columns: code, and if wanted email (whom the code is given to), expires_at and max_redemptions. With ?check=true nothing is written.",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  query: z.object({
    check: z
      .enum(["true", "false"])
      .transform((text) => text === "true")
      .optional(),
  }),
  response: z.object({
    /** Whether the codes are in the campaign now. */
    imported: z.boolean(),
    /** Lines of codes in the file, and how many of them give their code to a customer. */
    codes: z.number().int(),
    given: z.number().int(),
    /** How many lines were refused, and the first hundred of them with why. */
    refused: z.number().int(),
    problems: z.array(
      z.object({ line: z.number().int(), column: z.string().nullable(), message: z.string() }),
    ),
    /** The first lines as they were understood. */
    preview: z.array(z.object({ code: z.string(), email: z.string().nullable() })),
  }),
});

export const campaignContracts = [
  listCampaignsContract,
  createCampaignContract,
  getCampaignContract,
  updateCampaignContract,
  deleteCampaignContract,
  enableCampaignContract,
  disableCampaignContract,
  listCampaignVouchersContract,
  exportCodesContract,
  listCampaignRedemptionsContract,
  generateCodesContract,
  importCodesContract,
];
