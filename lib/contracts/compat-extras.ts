import { z } from "zod";
import { compatId, compatPage, compatRead, compatWrite, nothing } from "./compat-shared";
import { contract } from "./contract";
import { customerBody, publishVoucherContract } from "./vouchers";

const text = z.string().max(255);
const metadata = z.record(z.string().max(200), z.unknown()).nullish();
const one = { params: compatId, query: nothing };
const all = { params: nothing, query: compatPage };
const agreed = z.boolean("Write true or false.");
const people = { query: nothing, access: "customers:write" } as const;
const selling = { query: nothing, access: "coupons:write" } as const;

export const compatListSegments = compatRead("/v1/segments", "List segments", all);
export const compatCreateSegment = compatWrite("POST", "/v1/segments", "Make a segment", {
  params: nothing,
  body: z.looseObject({
    name: z.string().trim().min(1, "Give the segment a name.").max(120),
    type: z.enum(["static", "auto-update"], 'type is "static" or "auto-update".').default("static"),
    customers: z.array(text).max(20_000, "At most 20,000 customers.").nullish(),
    filter: z.record(z.string().max(200), z.unknown()).nullish(),
  }),
  ...people,
});
export const compatGetSegment = compatRead("/v1/segments/{id}", "One segment", one);
export const compatDeleteSegment = compatWrite(
  "DELETE",
  "/v1/segments/{id}",
  "Delete a segment that nothing names",
  {
    params: compatId,
    body: nothing,
    ...people,
  },
);
export const compatCustomerSegments = compatRead(
  "/v1/customers/{id}/segments",
  "List the segments of a customer",
  one,
);

export const compatListConsents = compatRead(
  "/v1/consents",
  "List what customers may agree to: channels, and topics on them",
  { params: nothing, query: nothing },
);
export const compatUpdateConsents = compatWrite(
  "PUT",
  "/v1/customers/{id}/consents",
  "Note what a customer agrees to",
  {
    params: compatId,
    /** By the ids of the list: a channel, or a topic on one, "email:newsletter". */
    body: z
      .object({ email: agreed.optional(), sms: agreed.optional() })
      .catchall(agreed)
      .refine((consents) => Object.keys(consents).length <= 100, "At most 100 consents at once."),
    ...people,
  },
);

export const compatDeleteCustomer = compatWrite("DELETE", "/v1/customers/{id}", "Erase a customer", {
  params: compatId,
  body: nothing,
  ...people,
});
export const compatEraseCustomer = compatWrite(
  "POST",
  "/v1/customers/{id}/permanent-deletion",
  "Erase a customer for good",
  {
    params: compatId,
    body: nothing,
    ...people,
  },
);
const activityQuery = z.looseObject({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  starting_after_id: z
    .string()
    .regex(/^ev_\d{1,15}$/, "Send the id of an activity: ev_…")
    .optional(),
  type: text.optional(),
});
export const compatCustomerActivity = compatRead(
  "/v1/customers/{id}/activity",
  "What a customer did and what happened to them",
  {
    params: compatId,
    query: activityQuery,
  },
);
export const compatCustomerActivities = compatRead(
  "/v1/customers/{id}/activities",
  "The same; older clients",
  {
    params: compatId,
    query: activityQuery,
  },
);
export const compatCustomerRedeemables = compatRead(
  "/v1/customers/{id}/redeemables",
  "List the codes of a customer",
  {
    params: compatId,
    query: compatPage,
  },
);

const skuPath = compatId.extend({ skuId: z.string().min(1).max(255) });
export const compatGetSku = compatRead("/v1/skus/{id}", "One SKU, by id or source_id", one);
export const compatUpdateSku = compatWrite("PUT", "/v1/products/{id}/skus/{skuId}", "Change a SKU", {
  params: skuPath,
  body: z.looseObject({
    sku: z.string().max(500).nullish(),
    source_id: text.nullish(),
    price: z.number().int().min(0).max(1_000_000_000_000).nullish(),
    image_url: z.string().max(1000).nullish(),
    attributes: metadata,
    metadata,
  }),
  ...selling,
});
export const compatDeleteSku = compatWrite("DELETE", "/v1/products/{id}/skus/{skuId}", "Delete a SKU", {
  params: skuPath,
  body: nothing,
  ...selling,
});

export const compatListAllAssignments = compatRead(
  "/v1/validation-rules-assignments",
  "List what is bound to rules",
  {
    params: nothing,
    query: compatPage.extend({ rule: text.optional(), related_object_id: text.optional() }),
  },
);
export const compatUnassignRule = compatWrite(
  "DELETE",
  "/v1/validation-rules/{id}/assignments/{assignmentId}",
  "Free what is bound to a rule",
  {
    params: compatId.extend({ assignmentId: z.string().min(1).max(255) }),
    body: nothing,
    ...selling,
  },
);

export const compatListSchemas = compatRead(
  "/v1/metadata-schemas",
  "List the schemas of metadata: there are none",
  all,
);

/** An older way to publish: everything stands in the address. */
export const compatPublishByAddress = {
  ...contract({
    method: "GET",
    path: "/v1/publications/create",
    summary: "Give a customer a code, asked for by the address alone",
    tag: "Compatible coupon API",
    access: "coupons:write",
    params: nothing,
    query: z.looseObject({
      campaign: z
        .union([
          z.looseObject({
            name: text.optional(),
            id: text.optional(),
            count: z.coerce.number().int().min(1).optional(),
          }),
          text,
        ])
        .optional(),
      voucher: text.optional(),
      customer: customerBody,
      channel: text.optional(),
      source_id: z.string().min(1).max(200).optional(),
      metadata: metadata.optional(),
      join_once: z.enum(["true", "false"]).optional(),
    }),
    response: z.looseObject({}),
  }),
};

/** Another older way: the answer is the code itself. */
export const compatPublishVoucher = {
  ...publishVoucherContract,
  path: "/v1/vouchers/publish" as const,
  summary: "Give a customer a code; older clients",
};

export const compatExtraContracts = [
  compatListSegments,
  compatCreateSegment,
  compatGetSegment,
  compatDeleteSegment,
  compatCustomerSegments,
  compatListConsents,
  compatUpdateConsents,
  compatDeleteCustomer,
  compatEraseCustomer,
  compatCustomerActivity,
  compatCustomerActivities,
  compatCustomerRedeemables,
  compatGetSku,
  compatUpdateSku,
  compatDeleteSku,
  compatListAllAssignments,
  compatUnassignRule,
  compatListSchemas,
  compatPublishByAddress,
  compatPublishVoucher,
];
