import { z } from "zod";
import {
  compatCode,
  compatId,
  compatPage,
  compatRead,
  compatWrite,
  narrowedPage,
  nothing,
} from "./compat-shared";
import { customerBody, giftUse, orderBody, redeemingBody } from "./vouchers";

const text = z.string().max(255);
const metadata = z.record(z.string().max(200), z.unknown()).nullish();
const all = { params: nothing, query: compatPage };
const one = { params: compatId, query: nothing };

export const compatListPublications = compatRead("/v1/publications", "List what was given to customers", {
  params: nothing,
  query: narrowedPage.extend({ campaign: text.optional(), customer: text.optional() }),
});
export const compatListRedemptions = compatRead("/v1/redemptions", "List redemptions", {
  params: nothing,
  query: narrowedPage.extend({
    campaign: text.optional(),
    customer: text.optional(),
    result: z.enum(["SUCCESS", "FAILURE"]).optional(),
  }),
});
export const compatVoucherRedemptions = compatRead(
  "/v1/vouchers/{code}/redemption",
  "List the redemptions of a code",
  {
    params: compatCode,
    query: nothing,
  },
);
/** What older clients send to check or use one code. */
export const legacyUse = redeemingBody.omit({ redeemables: true }).extend({ gift: giftUse });
export const compatRedeemVoucher = compatWrite(
  "POST",
  "/v1/vouchers/{code}/redemption",
  "Use one code; older clients",
  {
    params: compatCode,
    query: nothing,
    body: legacyUse,
    access: "coupons:redeem",
  },
);
export const compatValidateVoucher = compatWrite(
  "POST",
  "/v1/vouchers/{code}/validate",
  "Check one code; older clients",
  {
    params: compatCode,
    query: nothing,
    body: legacyUse,
    access: "coupons:redeem",
  },
);
export const compatRollbackStack = compatWrite(
  "POST",
  "/v1/redemptions/{id}/rollbacks",
  "Take a stack of redemptions back",
  {
    params: compatId,
    query: z.looseObject({ reason: z.string().max(1000).optional(), tracking_id: text.optional() }),
    body: z.looseObject({ reason: z.string().max(1000).nullish(), tracking_id: text.nullish() }),
    access: "coupons:redeem",
  },
);
export const compatQualifications = compatWrite(
  "POST",
  "/v1/qualifications",
  "Which of a customer's codes would count for an order",
  {
    params: nothing,
    query: nothing,
    body: z.looseObject({
      customer: customerBody.nullish(),
      order: orderBody.nullish(),
      metadata,
      mode: z.enum(["BASIC", "ADVANCED"]).nullish(),
    }),
    access: "coupons:redeem",
  },
);

const examined = {
  params: nothing,
  query: z.looseObject({
    audienceRulesOnly: z.enum(["true", "false"]).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(10),
    order: z.enum(["created_at", "-created_at", "updated_at", "-updated_at"]).optional(),
  }),
  body: z.looseObject({ customer: customerBody.nullish(), order: orderBody.nullish(), metadata }),
  access: "coupons:redeem",
} as const;
export const compatQualifyVouchers = compatWrite(
  "POST",
  "/v1/vouchers/qualification",
  "Which codes for everybody would count for an order; older clients",
  examined,
);
export const compatQualifyCampaigns = compatWrite(
  "POST",
  "/v1/campaigns/qualification",
  "Codes of which campaigns would count for an order; older clients",
  examined,
);

export const compatListCustomers = compatRead("/v1/customers", "List customers", {
  params: nothing,
  query: narrowedPage.extend({
    email: text.optional(),
    city: text.optional(),
    name: text.optional(),
    starting_after: z.iso.datetime({ offset: true }).optional(),
  }),
});
const aCustomer = { query: nothing, body: customerBody, access: "customers:write" } as const;
export const compatSaveCustomer = compatWrite(
  "POST",
  "/v1/customers",
  "Make a customer, or bring one up to date",
  { params: nothing, ...aCustomer },
);
export const compatGetCustomer = compatRead("/v1/customers/{id}", "One customer, by id or source_id", one);
export const compatUpdateCustomer = compatWrite("PUT", "/v1/customers/{id}", "Change a customer", {
  params: compatId,
  ...aCustomer,
});

export const compatListOrders = compatRead("/v1/orders", "List orders", {
  params: nothing,
  query: narrowedPage,
});
const anOrder = { query: nothing, body: orderBody, access: "coupons:redeem" } as const;
export const compatSaveOrder = compatWrite("POST", "/v1/orders", "Make an order, or bring one up to date", {
  params: nothing,
  ...anOrder,
});
export const compatGetOrder = compatRead("/v1/orders/{id}", "One order, by id or source_id", one);
export const compatUpdateOrder = compatWrite("PUT", "/v1/orders/{id}", "Change an order", {
  params: compatId,
  ...anOrder,
});

const productBody = z.looseObject({
  name: z.string().trim().min(1).max(500).nullish(),
  source_id: text.nullish(),
  price: z.number().int().min(0).max(1_000_000_000_000).nullish(),
  image_url: z.string().max(1000).nullish(),
  attributes: z.array(z.string().max(200)).max(50).nullish(),
  metadata,
});
export type CompatProduct = z.output<typeof productBody>;
const skuBody = productBody
  .omit({ attributes: true })
  .extend({ sku: z.string().max(500).nullish(), attributes: metadata });
const selling = { query: nothing, access: "coupons:write" } as const;

export const compatListProducts = compatRead("/v1/products", "List products", all);
export const compatSaveProduct = compatWrite(
  "POST",
  "/v1/products",
  "Make a product, or bring one up to date",
  {
    params: nothing,
    body: productBody.extend({ name: z.string().trim().min(1).max(500) }),
    ...selling,
  },
);
export const compatGetProduct = compatRead("/v1/products/{id}", "One product, by id or source_id", one);
export const compatUpdateProduct = compatWrite("PUT", "/v1/products/{id}", "Change a product", {
  params: compatId,
  body: productBody,
  ...selling,
});
export const compatDeleteProduct = compatWrite("DELETE", "/v1/products/{id}", "Delete a product", {
  params: compatId,
  body: nothing,
  ...selling,
});
export const compatListSkus = compatRead("/v1/products/{id}/skus", "List the SKUs of a product", one);
export const compatSaveSku = compatWrite(
  "POST",
  "/v1/products/{id}/skus",
  "Make a SKU, or bring one up to date",
  { params: compatId, body: skuBody, ...selling },
);

export const compatListRules = compatRead("/v1/validation-rules", "List validation rules", all);
export const compatSaveRule = compatWrite("POST", "/v1/validation-rules", "Make a validation rule", {
  params: nothing,
  body: nothing,
  ...selling,
});
export const compatGetRule = compatRead("/v1/validation-rules/{id}", "One validation rule", one);
export const compatUpdateRule = compatWrite(
  "PUT",
  "/v1/validation-rules/{id}",
  "Write a validation rule anew",
  { params: compatId, body: nothing, ...selling },
);
export const compatDeleteRule = compatWrite(
  "DELETE",
  "/v1/validation-rules/{id}",
  "Delete a validation rule",
  { params: compatId, body: nothing, ...selling },
);
export const compatListAssignments = compatRead(
  "/v1/validation-rules/{id}/assignments",
  "List what a rule is bound to",
  one,
);
export const compatAssignRule = compatWrite(
  "POST",
  "/v1/validation-rules/{id}/assignments",
  "Bind a campaign or a code to a rule",
  {
    params: compatId,
    body: z.looseObject({
      related_object_type: z.enum(
        ["campaign", "voucher"],
        "Only campaigns and vouchers can be bound to a rule.",
      ),
      related_object_id: text,
    }),
    ...selling,
  },
);

export const compatTryRule = compatWrite(
  "POST",
  "/v1/validation-rules/{id}/validation",
  "Whether a customer and an order keep a rule",
  {
    params: compatId,
    query: nothing,
    body: z.looseObject({ customer: customerBody.nullish(), order: orderBody.nullish(), metadata }),
    access: "coupons:redeem",
  },
);

export const compatSendEvent = compatWrite("POST", "/v1/events", "Tell what a customer did", {
  params: nothing,
  query: nothing,
  body: z.looseObject({ event: z.string().trim().min(1).max(100), customer: customerBody, metadata }),
  access: "events:ingest",
});
export const compatListActions = compatRead(
  "/v1/async-actions",
  "List actions done apart from their requests",
  all,
);
export const compatGetAction = compatRead("/v1/async-actions/{id}", "One action, with how far it is", one);

export const compatRecordContracts = [
  compatListPublications,
  compatListRedemptions,
  compatVoucherRedemptions,
  compatRedeemVoucher,
  compatValidateVoucher,
  compatRollbackStack,
  compatQualifications,
  compatQualifyVouchers,
  compatQualifyCampaigns,
  compatListCustomers,
  compatSaveCustomer,
  compatGetCustomer,
  compatUpdateCustomer,
  compatListOrders,
  compatSaveOrder,
  compatGetOrder,
  compatUpdateOrder,
  compatListProducts,
  compatSaveProduct,
  compatGetProduct,
  compatUpdateProduct,
  compatDeleteProduct,
  compatListSkus,
  compatSaveSku,
  compatListRules,
  compatSaveRule,
  compatGetRule,
  compatUpdateRule,
  compatDeleteRule,
  compatListAssignments,
  compatAssignRule,
  compatTryRule,
  compatSendEvent,
  compatListActions,
  compatGetAction,
];
