import { z } from "zod";
import { CAMPAIGN_TYPES } from "@/lib/domain/coupon/campaign";
import { DISCOUNT_TARGETS, discount } from "@/lib/domain/coupon/discount";
import { recurrence } from "@/lib/domain/coupon/recurrence";
import { DURATION_UNITS } from "@/lib/domain/time/duration";

/** What the campaign form holds: every choice with its own field, so that switching one off and on again loses nothing. */
export const formShape = z.object({
  name: z.string(),
  description: z.string(),
  type: z.enum(CAMPAIGN_TYPES),
  /** off: what is ticked comes off, together. The others stand alone. */
  discountKind: z.enum(["off", "fixed", "gift", "price_restore"]),
  /** A discount that the fields cannot show; kept as it is. */
  keptDiscount: discount.nullable(),
  /** Of percent and amount: what they come off. */
  target: z.enum(DISCOUNT_TARGETS),
  percentOn: z.boolean(),
  percentOff: z.number().nullable(),
  limitAmount: z.number().nullable(),
  amountOn: z.boolean(),
  amountOff: z.number().nullable(),
  shippingOn: z.boolean(),
  unitOn: z.boolean(),
  unitAdd: z.enum(["missing", "new", "same"]),
  units: z.number().nullable(),
  unitBuy: z.number().nullable(),
  unitProduct: z.string(),
  fixedAmount: z.number().nullable(),
  fixedEach: z.boolean(),
  giftAmount: z.number().nullable(),
  code: z.string(),
  pattern: z.string(),
  charset: z.string(),
  codesToMake: z.number().nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  validOn: z.boolean(),
  validFor: z.object({ value: z.number().nullable(), unit: z.enum(DURATION_UNITS) }),
  uses: z.enum(["once", "several", "unlimited"]),
  usesCount: z.number().nullable(),
  perCustomerOn: z.boolean(),
  perCustomer: z.number().nullable(),
  timeframeOn: z.boolean(),
  timeframeEvery: z.object({ value: z.number().nullable(), unit: z.enum(DURATION_UNITS) }),
  timeframeFor: z.object({ value: z.number().nullable(), unit: z.enum(DURATION_UNITS) }),
  /** 1 Monday to 7 Sunday; none is every day. */
  weekdays: z.array(z.number()),
  hoursOn: z.boolean(),
  hoursFrom: z.string(),
  hoursUntil: z.string(),
  /** Days and hours that the fields cannot show; kept as they are. */
  keptRecurrence: recurrence.nullable(),
  limits: z.record(z.string(), z.number().nullable()),
  joinOnce: z.boolean(),
  recovery: z.boolean(),
  itemsIncluded: z.array(z.string()),
  itemsExcluded: z.array(z.string()),
});
export type CampaignValues = z.output<typeof formShape>;
