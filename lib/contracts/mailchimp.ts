import { z } from "zod";
import { contract } from "./contract";
import { pageOf } from "./paging";

const TAG = "Mailchimp";

/** The account that codes are written into. The key ends in the account's data centre: …-us21. */
export const mailchimpSettings = z.strictObject({
  listId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{4,40}$/, "Write the audience ID, such as a1b2c3d4e5."),
  mergeTag: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z][A-Z0-9_]{0,9}$/, "A merge tag is 1 to 10 capital letters, digits and _.")
    .default("COUPON"),
  /** Left out: the key that is there stays. */
  apiKey: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{8,200}-[a-z]{2,3}\d{1,4}$/, "Paste the whole API key: it ends in -us and a number.")
    .optional(),
  /** Another address than Mailchimp's own, for a stand-in. */
  baseUrl: z.url("Write a full address that starts with https://.").or(z.literal("")).default(""),
});

const connection = z.object({
  connected: z.boolean(),
  listId: z.string(),
  mergeTag: z.string(),
  baseUrl: z.string(),
});

const mailchimpExport = z.object({
  id: z.uuid(),
  campaignId: z.uuid(),
  status: z.enum(["scheduled", "running", "done", "failed"]),
  /** Members of the audience that have their code now, and those Mailchimp did not take. */
  written: z.number().int(),
  refused: z.number().int(),
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const getMailchimpContract = contract({
  method: "GET",
  path: "/api/v1/mailchimp",
  summary: "Read which Mailchimp audience codes are written into; the key is never shown again",
  tag: TAG,
  access: "read",
  response: connection,
});

export const connectMailchimpContract = contract({
  method: "PUT",
  path: "/api/v1/mailchimp",
  summary: "Connect a Mailchimp audience, or change it",
  tag: TAG,
  access: "channels:write",
  body: mailchimpSettings,
  response: connection,
});

export const disconnectMailchimpContract = contract({
  method: "DELETE",
  path: "/api/v1/mailchimp",
  summary: "Disconnect Mailchimp. Codes that were written stay there",
  tag: TAG,
  access: "channels:write",
  response: z.undefined(),
  status: 204,
});

export const exportToMailchimpContract = contract({
  method: "POST",
  path: "/api/v1/campaigns/{id}/mailchimp-exports",
  summary:
    "Write the codes that customers of a campaign can use into the merge field of the audience's members",
  description:
    "In the background. Nothing is sent by it. Customers without an e-mail are left out; who is no member yet becomes one, subscribed where they agreed to e-mail and transactional otherwise. Members keep their status.",
  tag: TAG,
  access: "coupons:write",
  params: z.object({ id: z.uuid() }),
  response: mailchimpExport,
  status: 202,
});

export const listMailchimpExportsContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/mailchimp-exports",
  summary: "The latest ten exports of a campaign to Mailchimp",
  tag: TAG,
  access: "read",
  params: z.object({ id: z.uuid() }),
  response: pageOf(mailchimpExport),
});

export const mailchimpContracts = [
  getMailchimpContract,
  connectMailchimpContract,
  disconnectMailchimpContract,
  exportToMailchimpContract,
  listMailchimpExportsContract,
];
