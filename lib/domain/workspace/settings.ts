import { z } from "zod";
import { COUPON_PARAMETER } from "@/lib/domain/coupon/apply-link";

const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write the time as HH:MM, for example 21:30.");

// Stands in mails as a picture's or link's address: no javascript: and the like.
const webAddress = z
  .url({ protocol: /^https?$/, error: "Write a web address that begins with https://." })
  .max(500)
  .or(z.literal(""));

/** At most `count` in any `periodMs` milliseconds. */
export const rateCap = z.object({
  count: z.number().int().min(1).max(1000),
  periodMs: z
    .number()
    .int()
    .min(60_000)
    .max(366 * 86_400_000),
});

/** What a workspace's people set once for all flows. Every part has a default, so that an old row always parses. */
export const workspaceSettings = z.object({
  /** Marketing messages per customer over all flows; null is no cap. */
  caps: z
    .object({ email: rateCap.nullable().default(null), sms: rateCap.nullable().default(null) })
    .default({ email: null, sms: null }),
  /** A capped message is left out, or waits for the next free slot. */
  capPolicy: z.enum(["skip", "hold"]).default("skip"),
  /** Days in which a customer is given at most one recovery discount; null is no cap. Seed 003 asks for 60 or 90. */
  recoveryDiscountDays: z.number().int().min(1).max(730).nullable().default(90),
  /** Local times between which no marketing is sent, in the customer's zone; null is none. */
  quietHours: z.object({ from: localTime, until: localTime }).nullable().default(null),
  quietHoursPolicy: z.enum(["defer", "skip"]).default("defer"),
  /** Sending needs an explicit yes, or only the absence of a no. */
  consentPolicy: z.enum(["opt-in", "opt-out"]).default("opt-out"),
  /** Events whose name is not defined: kept aside and listed, or refused. */
  undefinedEvents: z.enum(["quarantine", "reject"]).default("quarantine"),
  /** Events that are said to have happened longer ago than this are refused. */
  maxEventAgeDays: z.number().int().min(1).max(3650).default(365),
  /** Months that events, messages and the log of what runs did are kept; null is for ever. */
  retentionMonths: z.number().int().min(3).max(120).nullable().default(24),
  /** How many codes one order may take, and whether one that does not count spoils the others. */
  stacking: z
    .object({
      most: z.number().int().min(1).max(30).default(5),
      mode: z.enum(["all", "partial"]).default("all"),
    })
    .prefault({}),
  brand: z
    .object({
      senderName: z.string().max(120).default(""),
      logoUrl: webAddress.default(""),
      color: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .default("#c2410c"),
      /** Postal address in the footer of marketing mail. */
      address: z.string().max(300).default(""),
      shopUrl: webAddress.default(""),
      /** Where a link in a message applies a code; falls back to the shop's address. */
      couponUrl: webAddress.default(""),
      /** The parameter that the shop reads the code from. */
      couponParameter: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9_.~-]{1,60}$/, "Letters, digits, dots, dashes and underscores.")
        .default(COUPON_PARAMETER),
    })
    .prefault({}),
});

export type WorkspaceSettings = z.output<typeof workspaceSettings>;
