import { z } from "zod";
import type { Issue } from "@/lib/domain/errors";
import { type CodeConfig, codeConfig, codeProblems } from "./code";
import { discount } from "./discount";
import { campaignLimits } from "./limits";
import { recurrence } from "./recurrence";

/** auto_update makes codes as needed; static has a fixed pool; standalone is one code for everybody. */
export const CAMPAIGN_TYPES = ["auto_update", "static", "standalone"] as const;
export type CampaignType = (typeof CAMPAIGN_TYPES)[number];

/** The most codes made at once. */
export const MOST_CODES = 50_000;

const DAY_MS = 86_400_000;
const moment = z.iso.datetime({ offset: true, message: "Write a moment such as 2026-05-01T00:00:00Z." });
const count = z
  .number("Enter a number.")
  .int("Enter a whole number.")
  .min(1, "Enter at least 1.")
  .max(1_000_000, "At most 1,000,000.");

/** What a person says about a campaign. Times: ISO moments, lengths in ms. */
export const campaignFields = z.strictObject({
  name: z.string().trim().min(1, "Give the campaign a name.").max(120, "At most 120 characters."),
  description: z.string().trim().max(1000, "At most 1,000 characters.").default(""),
  type: z.enum(CAMPAIGN_TYPES).default("auto_update"),
  discount,
  codeConfig: codeConfig.prefault({}),
  /** The one code of a standalone campaign. */
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z._-]{1,64}$/, "A code is 1 to 64 letters, digits, dots, dashes and underscores.")
    .nullable()
    .default(null),
  startsAt: moment.nullable().default(null),
  endsAt: moment.nullable().default(null),
  /** How long a code is valid after it was given to a customer; overrides `endsAt` for that code. */
  validForMs: z
    .number()
    .int()
    .min(60_000, "At least a minute.")
    .max(731 * DAY_MS, "At most two years.")
    .nullable()
    .default(null),
  quantityPerCode: count.nullable().default(1),
  perCustomer: count.nullable().default(null),
  /** Limits beyond those, over time and money. */
  limits: campaignLimits.prefault({}),
  /** Days and hours at which codes count, in the workspace's zone. */
  recurrence: recurrence.prefault({}),
  /** A customer gets one code of the campaign, the same one again when asked again. */
  joinOnce: z.boolean().default(false),
  metadata: z.record(z.string().max(200), z.unknown()).default({}),
  /** Counts as a recovery discount for the workspace's cap. */
  recovery: z.boolean().default(true),
});
export type CampaignFields = z.output<typeof campaignFields>;

/** What does not fit together, beyond each field by itself. */
export function campaignIssues(campaign: CampaignFields): Issue[] {
  const issues: Issue[] = [];
  if (campaign.startsAt && campaign.endsAt && Date.parse(campaign.endsAt) <= Date.parse(campaign.startsAt)) {
    issues.push({ path: "endsAt", message: "The end is not after the start.", fix: "Choose a later end." });
  }
  if (campaign.recurrence.timeframe && !campaign.startsAt) {
    issues.push({
      path: "startsAt",
      message: "A repeating timeframe is counted from the start, which is missing.",
      fix: "Set a start.",
    });
  }
  if (campaign.recurrence.hours.length > 0 && campaign.recurrence.timeframe) {
    issues.push({
      path: "recurrence.hours",
      message: "Hours of the day and a repeating timeframe cannot be had together.",
      fix: "Choose one of them.",
    });
  }
  if (campaign.type === "standalone") {
    if (campaign.code === null) {
      issues.push({
        path: "code",
        message: "A campaign with one code for everybody needs that code.",
        fix: "Enter it, for example SPRING.",
      });
    }
    if (campaign.validForMs !== null) {
      issues.push({
        path: "validForMs",
        message: "One code for everybody cannot run out at another moment for each customer.",
        fix: "Set an end date instead, or give each customer their own code.",
      });
    }
  }
  if (campaign.type === "auto_update") {
    issues.push(
      ...codeProblems(campaign.codeConfig, "endless").map((issue) => ({
        ...issue,
        path: `codeConfig.${issue.path}`,
      })),
    );
  }
  return issues;
}

/** What is wrong with making `count` more codes for a fixed pool that has `existing`. */
export function poolIssues(config: CodeConfig, count: number, existing: number): Issue[] {
  return codeProblems(config, count, existing).map((issue) => ({
    ...issue,
    path: `codeConfig.${issue.path}`,
  }));
}
