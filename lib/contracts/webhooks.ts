import { z } from "zod";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Webhooks";
const byId = z.object({ id: z.uuid() });

const address = z
  .string()
  .trim()
  .max(2000)
  .refine(
    (text) => /^https?:\/\//.test(text) && URL.canParse(text) && !/^https?:\/\/[^/]*@/.test(text),
    "Write a full address that starts with https://, without a user name.",
  );
const fields = {
  name: z.string().trim().min(1, "Name it after what listens.").max(120),
  url: address,
  /** Names of the events it is told of: built-in ones such as order.paid, and the workspace's own. */
  events: z
    .array(z.string().min(1).max(120))
    .min(1, "Choose at least one event.")
    .max(500, "At most 500 events."),
};

/** What a new webhook is to be. */
export const newWebhook = z.strictObject(fields);

const webhook = z.object({
  id: z.uuid(),
  ...fields,
  enabled: z.boolean(),
  /** Why Cartograph switched it off; null when it is on, or a person did. */
  disabledReason: z.string().nullable(),
  disabledAt: z.iso.datetime().nullable(),
  /** Calls that are still to be made. */
  waiting: z.number().int(),
  /** What the latest call came to. */
  last: z
    .object({ status: z.enum(["waiting", "delivered", "failed"]), answer: z.string(), at: z.iso.datetime() })
    .nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

const delivery = z.object({
  id: z.string(),
  /** The same on every try: receivers that keep it take each event once. */
  eventId: z.string(),
  eventName: z.string(),
  eventAt: z.iso.datetime(),
  status: z.enum(["waiting", "delivered", "failed"]),
  attempts: z.number().int(),
  /** When it is tried next; null when it is not. */
  dueAt: z.iso.datetime().nullable(),
  answer: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
});

export const listWebhooksContract = contract({
  method: "GET",
  path: "/api/v1/webhooks",
  summary: "List the addresses that are told of events",
  tag: TAG,
  access: "read",
  query: pageQuery,
  response: pageOf(webhook),
});

export const createWebhookContract = contract({
  method: "POST",
  path: "/api/v1/webhooks",
  summary: "Have an address told of events",
  description:
    "Each event is posted as JSON {id, type, timestamp, data}, signed as Standard Webhooks asks: webhook-id, webhook-timestamp and webhook-signature, HMAC-SHA256 over both and the body with the secret, which is shown in this answer alone. Only an answer of 2xx within 10 seconds counts; anything else is tried 12 more times over two and a half days. An event may come more than once, always with the same id, and events may come out of order.",
  tag: TAG,
  access: "webhooks:write",
  body: newWebhook,
  response: webhook.extend({ secret: z.string() }),
  status: 201,
  secretAnswer: true,
});

export const getWebhookContract = contract({
  method: "GET",
  path: "/api/v1/webhooks/{id}",
  summary: "Read a webhook",
  tag: TAG,
  access: "read",
  params: byId,
  response: webhook,
});

export const updateWebhookContract = contract({
  method: "PATCH",
  path: "/api/v1/webhooks/{id}",
  summary: "Change a webhook, or switch it on or off. Events that happen while it is off are not told later",
  tag: TAG,
  access: "webhooks:write",
  params: byId,
  body: z.strictObject({
    name: fields.name.optional(),
    url: fields.url.optional(),
    events: fields.events.optional(),
    enabled: z.boolean().optional(),
  }),
  response: webhook,
});

export const deleteWebhookContract = contract({
  method: "DELETE",
  path: "/api/v1/webhooks/{id}",
  summary: "Remove a webhook with its log and the calls that are still to be made",
  tag: TAG,
  access: "webhooks:write",
  params: byId,
  response: z.undefined(),
  status: 204,
});

export const renewWebhookSecretContract = contract({
  method: "POST",
  path: "/api/v1/webhooks/{id}/secret",
  summary: "Make a new signing secret; the old one ends at once",
  tag: TAG,
  access: "webhooks:write",
  params: byId,
  response: z.object({ secret: z.string() }),
  secretAnswer: true,
});

export const testWebhookContract = contract({
  method: "POST",
  path: "/api/v1/webhooks/{id}/test",
  summary: "Post a signed webhook.test to the address now, and show what it answered",
  tag: TAG,
  access: "webhooks:write",
  params: byId,
  response: z.object({ ok: z.boolean(), answer: z.string() }),
});

export const listWebhookDeliveriesContract = contract({
  method: "GET",
  path: "/api/v1/webhooks/{id}/deliveries",
  summary: "List a webhook's calls, newest first. Finished ones are kept for 30 days",
  tag: TAG,
  access: "read",
  params: byId,
  query: pageQuery.extend({ status: z.enum(["waiting", "delivered", "failed"]).optional() }),
  response: pageOf(delivery),
});

export const retryWebhookDeliveryContract = contract({
  method: "POST",
  path: "/api/v1/webhooks/{id}/retry",
  summary: "Make a call of the log once more, with the same event id",
  tag: TAG,
  access: "webhooks:write",
  params: byId,
  body: z.strictObject({ deliveryId: z.string().regex(/^\d{1,18}$/, "Send the id of a call of the log.") }),
  response: delivery,
});

export const webhookContracts = [
  listWebhooksContract,
  createWebhookContract,
  getWebhookContract,
  updateWebhookContract,
  deleteWebhookContract,
  renewWebhookSecretContract,
  testWebhookContract,
  listWebhookDeliveriesContract,
  retryWebhookDeliveryContract,
];
