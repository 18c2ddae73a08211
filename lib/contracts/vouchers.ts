import { z } from "zod";
import { contract } from "./contract";

/*
 * The part of the compatible coupon API that works: see docs/compatibility.md. Requests are read leniently, as its clients send far
 * more than is needed; answers are built in lib/server/compat.
 */

const TAG = "Compatible coupon API";

const metadata = z.record(z.string().max(200), z.unknown()).nullish();
const minorUnits = z
  .number()
  .int("Amounts are whole minor units, such as cents.")
  .min(0)
  .max(1_000_000_000_000);
const text = z.string().max(255);

/** A customer as a request names or describes one. */
export const customerBody = z.looseObject({
  id: text.nullish(),
  source_id: text.nullish(),
  name: z.string().max(400).nullish(),
  email: text.nullish(),
  phone: text.nullish(),
  description: z.string().max(2000).nullish(),
  birthdate: text.nullish(),
  address: z
    .looseObject({
      line_1: text.nullish(),
      line_2: text.nullish(),
      city: text.nullish(),
      postal_code: text.nullish(),
      state: text.nullish(),
      country: text.nullish(),
    })
    .nullish(),
  metadata,
});
export type CompatCustomer = z.output<typeof customerBody>;

const orderItem = z.looseObject({
  product_id: text.nullish(),
  sku_id: text.nullish(),
  source_id: text.nullish(),
  related_object: z.enum(["product", "sku"]).nullish(),
  quantity: z.number().int().min(1).max(1_000_000).nullish(),
  price: minorUnits.nullish(),
  amount: minorUnits.nullish(),
  /** Our addition: what a unit cost when it was put into the cart. */
  price_when_added: minorUnits.nullish(),
  metadata,
  sku: z
    .looseObject({ id: text.nullish(), source_id: text.nullish(), price: minorUnits.nullish() })
    .nullish(),
  product: z
    .looseObject({
      id: text.nullish(),
      source_id: text.nullish(),
      name: z.string().max(500).nullish(),
      price: minorUnits.nullish(),
    })
    .nullish(),
});

/** An order as a request describes it. Money in minor units. */
export const orderBody = z.looseObject({
  id: text.nullish(),
  source_id: text.nullish(),
  amount: minorUnits.nullish(),
  /** Our addition; the workspace's currency when left out. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Write the currency as its three letters, for example EUR.")
    .nullish(),
  items: z.array(orderItem).max(500).nullish(),
  customer: customerBody.nullish(),
  status: z.enum(["CREATED", "PAID", "CANCELED", "FULFILLED"]).nullish(),
  metadata,
});
export type CompatOrder = z.output<typeof orderBody>;

/** What to take from a gift card; all that is needed when left out. */
export const giftUse = z.looseObject({ credits: minorUnits.nullish() }).nullish();

const redeemable = z.looseObject({
  object: z.enum(["voucher"], "Only vouchers can be redeemed so far: see docs/compatibility.md."),
  id: z.string().trim().min(1, "Give the code.").max(255),
  gift: giftUse,
});

/** What a request to check or use codes holds. */
export const redeemingBody = z.looseObject({
  redeemables: z.array(redeemable).min(1, "Give a redeemable.").max(30, "At most 30 redeemables."),
  customer: customerBody.nullish(),
  order: orderBody.nullish(),
  metadata,
  tracking_id: text.nullish(),
  session: z
    .looseObject({
      type: z.enum(["LOCK"], 'The only type of session is "LOCK".'),
      key: z.string().min(1).max(100).nullish(),
      ttl: z.number().positive().max(1_000_000).nullish(),
      ttl_unit: z.enum(["DAYS", "HOURS", "MINUTES", "SECONDS", "MILLISECONDS"]).nullish(),
    })
    .nullish(),
  options: z.looseObject({ expand: z.array(z.string()).nullish() }).nullish(),
});
export type RedeemingBody = z.output<typeof redeemingBody>;

const shape = z.looseObject({});
const idParams = z.object({ id: z.string().max(255) });

export const validateRedeemablesContract = contract({
  method: "POST",
  path: "/v1/validations",
  summary: "Check what a code would do to an order, without using it",
  tag: TAG,
  access: "coupons:redeem",
  body: redeemingBody,
  response: z.looseObject({
    valid: z.boolean(),
    redeemables: z.array(shape),
    order: shape.optional(),
    tracking_id: z.string(),
  }),
});

export const redeemRedeemablesContract = contract({
  method: "POST",
  path: "/v1/redemptions",
  summary: "Use a code for an order",
  tag: TAG,
  access: "coupons:redeem",
  body: redeemingBody,
  response: z.looseObject({ redemptions: z.array(shape), order: shape.optional() }),
});

export const showRedemptionContract = contract({
  method: "GET",
  path: "/v1/redemptions/{id}",
  summary: "One redemption",
  tag: TAG,
  access: "read",
  params: idParams,
  response: shape,
});

export const rollbackRedemptionContract = contract({
  method: "POST",
  path: "/v1/redemptions/{id}/rollback",
  summary: "Take a redemption back, so that the code can be used again",
  tag: TAG,
  access: "coupons:redeem",
  params: idParams,
  query: z.looseObject({ reason: z.string().max(1000).optional(), tracking_id: text.optional() }),
  body: z.looseObject({ reason: z.string().max(1000).nullish(), tracking_id: text.nullish() }),
  response: shape,
});

export const showVoucherContract = contract({
  method: "GET",
  path: "/v1/vouchers/{code}",
  summary: "One code",
  tag: TAG,
  access: "read",
  params: z.object({ code: z.string().max(255) }),
  response: shape,
});

export const publishVoucherContract = contract({
  method: "POST",
  path: "/v1/publications",
  summary: "Give a customer a code of a campaign, or a certain code",
  tag: TAG,
  access: "coupons:write",
  query: z.looseObject({ join_once: z.enum(["true", "false"]).optional() }),
  body: z.looseObject({
    campaign: z
      .union([
        z.looseObject({ name: text.nullish(), id: text.nullish(), count: z.number().int().min(1).nullish() }),
        text,
      ])
      .nullish(),
    voucher: text.nullish(),
    customer: customerBody,
    channel: text.nullish(),
    source_id: z.string().min(1).max(200).nullish(),
    metadata,
    join_once: z.boolean().nullish(),
  }),
  response: shape,
});

export const voucherContracts = [
  validateRedeemablesContract,
  redeemRedeemablesContract,
  showRedemptionContract,
  rollbackRedemptionContract,
  showVoucherContract,
  publishVoucherContract,
];
