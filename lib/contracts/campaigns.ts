import { z } from "zod";
import { CAMPAIGN_TYPES, campaignFields } from "@/lib/domain/coupon/campaign";
import { campaignItems } from "@/lib/domain/coupon/campaign-items";
import { codeConfig } from "@/lib/domain/coupon/code";
import { discount } from "@/lib/domain/coupon/discount";
import { campaignLimits } from "@/lib/domain/coupon/limits";
import { recurrence } from "@/lib/domain/coupon/recurrence";
import { codeBatch, codeImport } from "./campaign-codes";
import { contract } from "./contract";
import { usingFlow } from "./flow-shared";
import { pageOf, pageQuery } from "./paging";

const TAG = "Coupons";
const moment = z.iso.datetime();
const money = z.object({ amount: z.number().int(), currency: z.string() });

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
  flows: z.array(usingFlow),
  /** The latest lot of codes, running or finished. */
  batch: codeBatch.nullable(),
  /** The latest file of codes, going on or ended. */
  import: codeImport.nullable(),
  /** What a discount on items comes off. */
  items: campaignItems,
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
  body: campaignFields.extend({ items: campaignItems.optional() }),
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
    items: campaignItems.optional(),
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

export const campaignContracts = [
  listCampaignsContract,
  createCampaignContract,
  getCampaignContract,
  updateCampaignContract,
  deleteCampaignContract,
  enableCampaignContract,
  disableCampaignContract,
];
