import { z } from "zod";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Orders";
const byId = z.object({ id: z.uuid() });
const minorUnits = z
  .number()
  .int("Amounts are whole minor units, such as cents.")
  .min(0)
  .max(1_000_000_000_000);
export const ORDER_STATUSES = ["CREATED", "PAID", "CANCELED", "FULFILLED"] as const;

/** An order as a person or program says it. Money in minor units. */
export const orderFields = z.strictObject({
  /** The shop's own id; the same one again changes the order. */
  sourceId: z.string().trim().min(1, "Give the shop's id of the order.").max(255).nullable().default(null),
  customerId: z.uuid().nullable().default(null),
  status: z.enum(ORDER_STATUSES).default("CREATED"),
  amount: minorUnits,
  discountAmount: minorUnits.default(0),
  /** The workspace's when left out. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Write the currency as its three letters, for example EUR.")
    .nullable()
    .default(null),
  items: z.array(z.looseObject({})).max(500).default([]),
  metadata: z.record(z.string().max(200), z.unknown()).default({}),
});
export type OrderFields = z.output<typeof orderFields>;

/** Money in minor units: what it cost before the discount, the discount, and what was left to pay. */
const order = orderFields.extend({
  id: z.uuid(),
  currency: z.string(),
  totalAmount: minorUnits,
  customerName: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const listOrdersContract = contract({
  method: "GET",
  path: "/api/v1/orders",
  summary: "List orders, newest first; search finds the shop's own id",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({
    search: z.string().trim().max(255).optional(),
    status: z.enum(ORDER_STATUSES).optional(),
  }),
  response: pageOf(order),
});

export const saveOrderContract = contract({
  method: "POST",
  path: "/api/v1/orders",
  summary: "Add an order, or change the one with the same sourceId",
  tag: TAG,
  access: "coupons:redeem",
  body: orderFields,
  response: order,
  status: 201,
});

export const getOrderContract = contract({
  method: "GET",
  path: "/api/v1/orders/{id}",
  summary: "Read an order with the codes that were used for it",
  tag: TAG,
  access: "read",
  params: byId,
  response: order.extend({
    redemptions: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        campaignId: z.uuid(),
        status: z.string(),
        discountAmount: z.number().int().nullable(),
        createdAt: z.iso.datetime(),
      }),
    ),
  }),
});

export const orderContracts = [listOrdersContract, saveOrderContract, getOrderContract];
