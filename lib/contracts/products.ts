import { z } from "zod";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Products";
const byId = z.object({ id: z.uuid() });
const sourceId = z.string().trim().min(1).max(255).nullable();
const price = z
  .number("Enter a price.")
  .int("Prices are whole minor units, such as cents.")
  .min(0)
  .max(1_000_000_000_000)
  .nullable();
const metadata = z.record(z.string().max(200), z.unknown());

/** How many of the shop's ids one list can be asked for by. */
export const MOST_IDS = 100;

/** What a person says about something the shop sells. Prices in minor units of the workspace's currency. */
export const productFields = z.strictObject({
  name: z.string().trim().min(1, "Give the product a name.").max(500),
  /** The shop's own id; the same one again changes the product. */
  sourceId: sourceId.default(null),
  price: price.default(null),
  imageUrl: z
    .url({ protocol: /^https?$/, error: "Write a web address." })
    .max(1000)
    .nullable()
    .default(null),
  attributes: z.array(z.string().max(200)).max(50).default([]),
  metadata: metadata.default({}),
});
export type ProductFields = z.output<typeof productFields>;

/** One kind of a product. `attributes`: what it differs in, such as {"size": "M"}. */
export const skuFields = z.strictObject({
  name: z.string().trim().min(1, "Give it a name.").max(500),
  sourceId: sourceId.default(null),
  price: price.default(null),
  imageUrl: productFields.shape.imageUrl,
  attributes: metadata.default({}),
  metadata: metadata.default({}),
});
export type SkuFields = z.output<typeof skuFields>;

const stamps = { id: z.uuid(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() };
const sku = skuFields.extend({ ...stamps, productId: z.uuid() });
const product = productFields.extend({ ...stamps, skuCount: z.number().int() });
const productDetail = product.extend({ skus: z.array(sku) });

export const listProductsContract = contract({
  method: "GET",
  path: "/api/v1/products",
  summary: "List products, newest first; search looks into names and the shop's own ids",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({
    search: z.string().trim().max(255).optional(),
    sourceId: z
      .string()
      .max(255)
      .or(z.array(z.string().max(255)).max(MOST_IDS, `Ask for at most ${MOST_IDS} at once.`))
      .optional()
      .describe("Only those with this id of the shop. Repeat it for several."),
  }),
  response: pageOf(product),
});

export const saveProductContract = contract({
  method: "POST",
  path: "/api/v1/products",
  summary: "Add a product, or change the one with the same sourceId",
  tag: TAG,
  access: "coupons:write",
  body: productFields,
  response: productDetail,
  status: 201,
});

export const getProductContract = contract({
  method: "GET",
  path: "/api/v1/products/{id}",
  summary: "Read a product with its SKUs",
  tag: TAG,
  access: "read",
  params: byId,
  response: productDetail,
});

export const updateProductContract = contract({
  method: "PATCH",
  path: "/api/v1/products/{id}",
  summary: "Change what is sent of a product",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  body: z.strictObject({
    name: productFields.shape.name.optional(),
    sourceId: sourceId.optional(),
    price: price.optional(),
    imageUrl: productFields.shape.imageUrl.unwrap().optional(),
    attributes: productFields.shape.attributes.unwrap().optional(),
    metadata: metadata.optional(),
  }),
  response: productDetail,
});

export const deleteProductContract = contract({
  method: "DELETE",
  path: "/api/v1/products/{id}",
  summary: "Delete a product and its SKUs",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  response: z.undefined(),
  status: 204,
});

export const saveSkuContract = contract({
  method: "POST",
  path: "/api/v1/products/{id}/skus",
  summary: "Add a SKU to a product, or change the one with the same sourceId",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  body: skuFields,
  response: sku,
  status: 201,
});

export const deleteSkuContract = contract({
  method: "DELETE",
  path: "/api/v1/skus/{id}",
  summary: "Delete a SKU",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  response: z.undefined(),
  status: 204,
});

export const productContracts = [
  listProductsContract,
  saveProductContract,
  getProductContract,
  updateProductContract,
  deleteProductContract,
  saveSkuContract,
  deleteSkuContract,
];
