import { z } from "zod";
import { contract } from "./contract";

const cart = z
  .array(z.object({ sku: z.string().max(40), quantity: z.number().int().min(1).max(20) }))
  .min(1, "The basket is empty.")
  .max(20);
const shopper = z.object({ email: z.email().max(254), name: z.string().max(200).default("") });
const code = z.string().trim().min(1, "Type the code.").max(100);

/** Euro cents. */
const bill = z.object({
  items: z.number(),
  shipping: z.number(),
  discount: z.number(),
  total: z.number(),
});

export const checkCodeContract = contract({
  method: "POST",
  path: "/api/demo/code-check",
  summary: "The demo shop asks what a code would do to a basket",
  tag: "Demo shop",
  access: "public",
  body: z.object({ cart, shopper, code }),
  response: z.object({ valid: z.boolean(), reason: z.string().nullable(), bill }),
});

export const placeOrderContract = contract({
  method: "POST",
  path: "/api/demo/orders",
  summary: "The demo shop takes an order, using up its code",
  tag: "Demo shop",
  access: "public",
  body: z.object({ cart, shopper, code: code.optional() }),
  response: z.object({ orderId: z.string(), bill, couponCodes: z.array(z.string()) }),
  status: 201,
});

export const receiveSmsContract = contract({
  method: "POST",
  path: "/api/demo/sms",
  summary: "The demo's SMS gateway: keeps what it is given instead of sending it",
  tag: "Demo shop",
  access: "public",
  body: z.object({ to: z.string().max(40), text: z.string().max(2000), id: z.string().max(100) }),
  response: z.object({ id: z.string() }),
});

export const listSmsContract = contract({
  method: "GET",
  path: "/api/demo/sms",
  summary: "Text messages that the demo's gateway kept for a number, newest first",
  tag: "Demo shop",
  access: "public",
  query: z.object({ to: z.string().max(40) }),
  response: z.object({ data: z.array(z.object({ id: z.string(), at: z.string(), text: z.string() })) }),
});

export const demoContracts = [checkCodeContract, placeOrderContract, receiveSmsContract, listSmsContract];
