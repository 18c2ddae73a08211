import { z } from "zod";
import { compatVoucherBody } from "./compat-campaigns";
import { compatId, compatWrite, nothing } from "./compat-shared";
import type { Contract } from "./contract";
import { customerBody, orderBody } from "./vouchers";

const text = z.string().max(255);
const metadata = z.record(z.string().max(200), z.unknown());
const codes = { query: nothing, access: "coupons:write" } as const;
const people = { query: nothing, access: "customers:write" } as const;
const LARGE = 20_000_000;

/** The same with a larger body: a list of many. */
function large<C extends Contract>(contract: C): C {
  return { ...contract, maxBody: LARGE };
}
/** The same with a file for a body. */
function ofFile<C extends Contract>(contract: C): C {
  return { ...contract, bodyType: "file" };
}

const namedVoucher = compatVoucherBody.extend({ code: text });

export const compatImportCodes = large(
  compatWrite("POST", "/v1/campaigns/{id}/import", "Add a list of codes to a campaign, all or none", {
    params: compatId,
    body: z
      .array(namedVoucher.extend({ discount: z.null().optional(), gift: z.null().optional() }))
      .min(1)
      .max(20_000, "At most 20,000 codes at once."),
    ...codes,
  }),
);
export const compatImportCodesCsv = ofFile(
  compatWrite("POST", "/v1/campaigns/{id}/importCSV", "Add a file of codes to a campaign, all or none", {
    params: compatId,
    body: nothing,
    ...codes,
  }),
);
export const compatImportVouchers = large(
  compatWrite("POST", "/v1/vouchers/import", "Make a list of codes of their own, all or none", {
    params: nothing,
    body: z.array(namedVoucher).min(1).max(2_000, "At most 2,000 codes at once."),
    ...codes,
  }),
);
export const compatImportVouchersCsv = ofFile(
  compatWrite("POST", "/v1/vouchers/importCSV", "Make a file of codes of their own, all or none", {
    params: nothing,
    body: nothing,
    ...codes,
  }),
);
export const compatImportCustomersCsv = ofFile(
  compatWrite("POST", "/v1/customers/importCSV", "Make or change a file of customers, all or none", {
    params: nothing,
    body: nothing,
    ...people,
  }),
);
export const compatImportProductsCsv = ofFile(
  compatWrite("POST", "/v1/products/importCSV", "Make or change a file of products, all or none", {
    params: nothing,
    body: nothing,
    ...codes,
  }),
);
export const compatImportSkusCsv = ofFile(
  compatWrite("POST", "/v1/skus/importCSV", "Make or change a file of SKUs, all or none", {
    params: nothing,
    body: nothing,
    ...codes,
  }),
);

const many = <T extends z.ZodType>(item: T) =>
  z.array(item).min(1, "Send at least one.").max(100, "At most 100 at once.");

export const compatBulkVouchers = compatWrite("POST", "/v1/vouchers/bulk/async", "Change many codes", {
  params: nothing,
  body: many(namedVoucher),
  ...codes,
});
export const compatVouchersMetadata = compatWrite(
  "POST",
  "/v1/vouchers/metadata/async",
  "Change the metadata of many codes",
  {
    params: nothing,
    body: z.looseObject({ codes: many(text), metadata }),
    ...codes,
  },
);
export const compatBulkCustomers = compatWrite(
  "POST",
  "/v1/customers/bulk/async",
  "Make or change many customers",
  {
    params: nothing,
    body: many(customerBody.extend({ source_id: text })),
    ...people,
  },
);
export const compatCustomersMetadata = compatWrite(
  "POST",
  "/v1/customers/metadata/async",
  "Change the metadata of many customers",
  {
    params: nothing,
    body: z.looseObject({ source_ids: many(text), metadata }),
    ...people,
  },
);
export const compatBulkProducts = compatWrite("POST", "/v1/products/bulk/async", "Change many products", {
  params: nothing,
  body: many(
    z.looseObject({
      source_id: text,
      name: z.string().max(500).nullish(),
      price: z.number().int().min(0).nullish(),
    }),
  ),
  ...codes,
});
export const compatProductsMetadata = compatWrite(
  "POST",
  "/v1/products/metadata/async",
  "Change the metadata of many products",
  {
    params: nothing,
    body: z.looseObject({ source_ids: many(text), metadata }),
    ...codes,
  },
);

export const compatImportOrders = large(
  compatWrite("POST", "/v1/orders/import", "Make or change many orders", {
    params: nothing,
    query: nothing,
    body: z
      .array(orderBody.extend({ source_id: text }))
      .min(1)
      .max(2_000, "At most 2,000 orders at once."),
    access: "coupons:redeem",
  }),
);

export const compatImportContracts = [
  compatImportOrders,
  compatImportCodes,
  compatImportCodesCsv,
  compatImportVouchers,
  compatImportVouchersCsv,
  compatImportCustomersCsv,
  compatImportProductsCsv,
  compatImportSkusCsv,
  compatBulkVouchers,
  compatVouchersMetadata,
  compatBulkCustomers,
  compatCustomersMetadata,
  compatBulkProducts,
  compatProductsMetadata,
];
