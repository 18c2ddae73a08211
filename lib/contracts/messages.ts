import { z } from "zod";
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from "@/lib/domain/message/status";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Messages";

const reason = z.object({
  /** no_consent, capped, rejected, ... */
  code: z.string(),
  label: z.string(),
  /** A whole sentence, with the provider's own words where there are any. */
  words: z.string(),
});

/** A message, as lists show it. */
export const messageSummary = z.object({
  id: z.uuid(),
  customer: z.object({ id: z.uuid(), externalId: z.string().nullable(), name: z.string() }),
  channel: z.enum(MESSAGE_CHANNELS),
  status: z.enum(MESSAGE_STATUSES),
  /** Why it was held back, lost, or waits; null when there is nothing to say */
  reason: reason.nullable(),
  to: z.string().nullable(),
  /** As it was sent; null before */
  subject: z.string().nullable(),
  flow: z.object({ id: z.uuid(), name: z.string() }),
  step: z.object({ id: z.string(), name: z.string() }),
  demo: z.boolean(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
});

/** The same with what it said and what became of it. */
export const messageDetail = messageSummary.extend({
  run: z.object({ id: z.uuid() }),
  marketing: z.boolean(),
  /** What a marketing message is about; null for none. */
  topic: z.object({ key: z.string(), name: z.string() }).nullable(),
  attempts: z.number().int(),
  /** Rendered again from the immutable version and the data kept with the message. Its links lead nowhere of ours. */
  html: z.string(),
  text: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  vouchers: z.array(
    z.object({ id: z.uuid(), code: z.string(), discount: z.string(), expiresAt: z.string().nullable() }),
  ),
  /** The call of a webhook step; null for other messages */
  request: z.object({ method: z.string(), url: z.string() }).nullable(),
  provider: z
    .object({
      connectionId: z.uuid().nullable(),
      name: z.string(),
      provider: z.string(),
      messageId: z.string().nullable(),
    })
    .nullable(),
  template: z.object({ id: z.uuid(), name: z.string(), version: z.number().int() }).nullable(),
  sendBefore: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  openedAt: z.iso.datetime().nullable(),
  clickedAt: z.iso.datetime().nullable(),
  history: z.array(z.object({ at: z.iso.datetime(), what: z.string(), detail: z.string().nullable() })),
});

export const listMessagesContract = contract({
  method: "GET",
  path: "/api/v1/messages",
  summary: "List everything that was sent or held back, newest first",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({
    /** A customer's external id, or ours */
    customer: z.string().trim().min(1).max(255).optional(),
    channel: z.enum(MESSAGE_CHANNELS).optional(),
    status: z.enum(MESSAGE_STATUSES).optional(),
    /** A reason's code */
    reason: z
      .string()
      .regex(/^[a-z_]{1,40}$/, "Write a reason's code, such as no_consent.")
      .optional(),
    flow: z.uuid().optional(),
    step: z.string().min(1).max(64).optional(),
  }),
  response: pageOf(messageSummary),
});

export const getMessageContract = contract({
  method: "GET",
  path: "/api/v1/messages/{id}",
  summary: "Read a message as it was rendered, and what became of it",
  tag: TAG,
  access: "read",
  params: z.object({ id: z.uuid() }),
  response: messageDetail,
});

export const messageContracts = [listMessagesContract, getMessageContract];
