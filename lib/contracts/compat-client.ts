import { z } from "zod";
import type { Permission } from "@/lib/domain/access/permissions";
import { compatQualifications, compatSaveCustomer, compatSendEvent, legacyUse } from "./compat-records";
import { nothing } from "./compat-shared";
import { type Contract, contract } from "./contract";
import { customerBody, redeemRedeemablesContract, validateRedeemablesContract } from "./vouchers";

const TAG = "Compatible coupon API for shops' pages";
const shape = z.looseObject({});

/** The same call for shops' pages: what it takes and answers is that of the server side. */
function inPages<C extends Contract>(
  { method, params, query, body, response, summary }: C,
  access: Permission,
  path: `/client/v1/${string}`,
) {
  type Parts = {
    params: NonNullable<C["params"]>;
    query: NonNullable<C["query"]>;
    body: NonNullable<C["body"]>;
  };
  const made = { method, path, summary, tag: TAG, access, params, query, body, response };
  return made as Contract<Parts["params"], Parts["query"], Parts["body"], C["response"]> & {
    access: Permission;
  };
}

/** A whole number that stands in an address. */
const count = z.coerce.number().int().min(0).max(1_000_000_000_000).optional();
const text = z.string().max(255).optional();
const metadata = z.record(z.string().max(200), z.unknown()).optional();

export const clientValidate = {
  ...contract({
    method: "GET",
    path: "/client/v1/validate",
    summary: "Check one code",
    tag: TAG,
    access: "coupons:redeem",
    params: nothing,
    query: z.looseObject({
      code: z.string().trim().min(1, "Give the code.").max(255),
      amount: count,
      item: z
        .array(
          z.looseObject({
            source_id: text,
            product_id: text,
            sku_id: text,
            quantity: z.coerce.number().int().min(1).max(1_000_000).optional(),
            amount: count,
            price: count,
          }),
        )
        .max(100)
        .optional(),
      customer: z.looseObject({ source_id: text }).optional(),
      order: z.looseObject({ metadata }).optional(),
      metadata,
      tracking_id: text,
      session_type: z.enum(["LOCK"]).optional(),
      session_key: z.string().min(1).max(100).optional(),
      session_ttl: z.coerce.number().positive().max(1_000_000).optional(),
      session_ttl_unit: z.enum(["DAYS", "HOURS", "MINUTES", "SECONDS", "MILLISECONDS"]).optional(),
    }),
    body: nothing,
    response: shape,
  }),
  access: "coupons:redeem" as const,
};

export const clientRedeem = {
  ...contract({
    method: "POST",
    path: "/client/v1/redeem",
    summary: "Use one code",
    tag: TAG,
    access: "coupons:redeem",
    params: nothing,
    query: z.looseObject({ code: z.string().trim().min(1, "Give the code.").max(255) }),
    body: legacyUse,
    response: shape,
  }),
  access: "coupons:redeem" as const,
};

export const clientPublish = {
  ...contract({
    method: "POST",
    path: "/client/v1/publish",
    summary: "Give a customer a code of a campaign",
    tag: TAG,
    access: "coupons:write",
    params: nothing,
    query: z.looseObject({
      campaign: z.string().trim().min(1, "Name the campaign.").max(255),
      join_once: z.enum(["true", "false"]).optional(),
    }),
    body: z.looseObject({
      customer: customerBody,
      channel: text.nullable(),
      source_id: z.string().min(1).max(200).nullish(),
      metadata: metadata.nullable(),
    }),
    response: shape,
  }),
  access: "coupons:write" as const,
};

export const clientValidations = inPages(
  validateRedeemablesContract,
  "coupons:redeem",
  "/client/v1/validations",
);
export const clientRedemptions = inPages(
  redeemRedeemablesContract,
  "coupons:redeem",
  "/client/v1/redemptions",
);
export const clientQualifications = inPages(
  compatQualifications,
  "coupons:redeem",
  "/client/v1/qualifications",
);
export const clientSaveCustomer = inPages(compatSaveCustomer, "customers:write", "/client/v1/customers");
export const clientSendEvent = inPages(compatSendEvent, "events:ingest", "/client/v1/events");

export const compatClientContracts: readonly Contract[] = [
  clientValidate,
  clientRedeem,
  clientPublish,
  clientValidations,
  clientRedemptions,
  clientQualifications,
  clientSaveCustomer,
  clientSendEvent,
];
