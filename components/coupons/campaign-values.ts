import { z } from "zod";
import type { CampaignDetail } from "@/lib/client/queries/campaigns";
import {
  CAMPAIGN_TYPES,
  campaignFields,
  campaignIssues,
  MOST_CODES,
  poolIssues,
} from "@/lib/domain/coupon/campaign";
import { CLEAR_CHARACTERS, codeConfig } from "@/lib/domain/coupon/code";
import { type Discount, type DiscountEffect, effectsOf } from "@/lib/domain/coupon/discount";
import { DURATION_UNITS, durationMs } from "@/lib/domain/time/duration";
import { inUnits } from "./length-words";

/** What the campaign form holds: every choice with its own field, so that switching one off and on again loses nothing. */
const values = z.object({
  name: z.string(),
  description: z.string(),
  type: z.enum(CAMPAIGN_TYPES),
  percentOn: z.boolean(),
  percentOff: z.number().nullable(),
  limitAmount: z.number().nullable(),
  amountOn: z.boolean(),
  amountOff: z.number().nullable(),
  shippingOn: z.boolean(),
  code: z.string(),
  pattern: z.string(),
  charset: z.string(),
  codesToMake: z.number().nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  validOn: z.boolean(),
  validFor: z.object({ value: z.number().nullable(), unit: z.enum(DURATION_UNITS) }),
  uses: z.enum(["once", "several", "unlimited"]),
  usesCount: z.number().nullable(),
  perCustomerOn: z.boolean(),
  perCustomer: z.number().nullable(),
  recovery: z.boolean(),
});
export type CampaignValues = z.output<typeof values>;

/** The form's schema: the rules are those of the campaign itself, said at the field a person sees. */
export function campaignValues(currency: string, making: boolean) {
  return values.superRefine((given, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [fieldOf(path)], message });
    if (!given.percentOn && !given.amountOn && !given.shippingOn)
      complain("percentOn", "Choose what the code takes off.");
    const result = campaignFields.safeParse(toFields(given, currency));
    if (!result.success) {
      for (const issue of result.error.issues) {
        if (issue.path[0] !== "discount" || issue.path.length > 1)
          complain(issue.path.join("."), issue.message);
      }
      return;
    }
    for (const { path, message, fix } of campaignIssues(result.data))
      complain(path, fix ? `${message} ${fix}` : message);
    if (given.type !== "static" || !making) return;
    const count = given.codesToMake ?? 0;
    if (!Number.isInteger(count) || count < 0 || count > MOST_CODES) {
      complain("codesToMake", `Enter a number up to ${MOST_CODES.toLocaleString("en")}.`);
    } else if (count > 0) {
      for (const { message, fix } of poolIssues(result.data.codeConfig, count, 0))
        complain("codeConfig", `${message} ${fix}`);
    }
  });
}

/** What the server is told. An unfinished form gives an unfinished body, which the rules then refuse. */
export function toFields(given: CampaignValues, currency: string) {
  const standalone = given.type === "standalone";
  return {
    name: given.name,
    description: given.description,
    type: given.type,
    discount: toDiscount(given, currency) as Discount,
    codeConfig: { pattern: given.pattern, charset: given.charset },
    code: standalone ? given.code : null,
    startsAt: given.startsAt,
    endsAt: given.endsAt,
    validForMs:
      given.validOn && !standalone
        ? durationMs({ value: given.validFor.value ?? 0, unit: given.validFor.unit })
        : null,
    quantityPerCode: given.uses === "unlimited" ? null : given.uses === "once" ? 1 : (given.usesCount ?? 0),
    perCustomer: given.perCustomerOn ? (given.perCustomer ?? 0) : null,
    recovery: given.recovery,
  };
}

function toDiscount(given: CampaignValues, currency: string): unknown {
  const effects: unknown[] = [];
  if (given.percentOn) {
    const amountLimit = given.limitAmount === null ? null : { amount: given.limitAmount, currency };
    effects.push({ type: "percent", percentOff: given.percentOff, amountLimit });
  }
  if (given.amountOn) effects.push({ type: "amount", amountOff: given.amountOff, currency });
  if (given.shippingOn) effects.push({ type: "free_shipping" });
  return effects.length > 1 ? { type: "combination", effects } : effects[0];
}

/** Where the rules' paths are in the form; the server's too. */
export function fieldOf(path: string): keyof CampaignValues {
  const last = path.split(".").at(-1) ?? "";
  if (path.startsWith("discount")) {
    if (last === "amountOff") return "amountOff";
    return path.includes("amountLimit") ? "limitAmount" : "percentOff";
  }
  if (path.startsWith("codeConfig")) return "pattern";
  if (path === "validForMs") return "validFor";
  if (path === "quantityPerCode") return "usesCount";
  return (path in values.shape ? path : "name") as keyof CampaignValues;
}

/** The form of a new campaign: 5% off, own codes made as needed, each for one use. */
export function newCampaignValues(): CampaignValues {
  return {
    name: "",
    description: "",
    type: "auto_update",
    percentOn: true,
    percentOff: 5,
    limitAmount: null,
    amountOn: false,
    amountOff: null,
    shippingOn: false,
    code: "",
    pattern: "BACK-######",
    charset: CLEAR_CHARACTERS,
    codesToMake: 1_000,
    startsAt: null,
    endsAt: null,
    validOn: true,
    validFor: { value: 48, unit: "hours" },
    uses: "once",
    usesCount: 2,
    perCustomerOn: false,
    perCustomer: 1,
    recovery: true,
  };
}

/** The form of a campaign that exists. */
export function valuesOf(campaign: CampaignDetail): CampaignValues {
  const effects = effectsOf(campaign.discount);
  const percent = find(effects, "percent");
  const amount = find(effects, "amount");
  const { length, prefix, postfix, pattern, charset } = codeConfig.parse(campaign.codeConfig);
  return {
    ...newCampaignValues(),
    name: campaign.name,
    description: campaign.description,
    type: campaign.type,
    percentOn: percent !== undefined,
    percentOff: percent?.percentOff ?? null,
    limitAmount: percent?.amountLimit?.amount ?? null,
    amountOn: amount !== undefined,
    amountOff: amount?.amountOff ?? null,
    shippingOn: find(effects, "free_shipping") !== undefined,
    code: campaign.code ?? "",
    pattern: pattern || `${prefix}${"#".repeat(length)}${postfix}`,
    charset,
    startsAt: campaign.startsAt,
    endsAt: campaign.endsAt,
    validOn: campaign.validForMs !== null,
    validFor: campaign.validForMs === null ? { value: 48, unit: "hours" } : inUnits(campaign.validForMs),
    uses:
      campaign.quantityPerCode === null ? "unlimited" : campaign.quantityPerCode === 1 ? "once" : "several",
    usesCount: Math.max(2, campaign.quantityPerCode ?? 2),
    perCustomerOn: campaign.perCustomer !== null,
    perCustomer: campaign.perCustomer ?? 1,
    recovery: campaign.recovery,
  };
}

function find<T extends DiscountEffect["type"]>(effects: readonly DiscountEffect[], type: T) {
  return effects.find((effect): effect is Extract<DiscountEffect, { type: T }> => effect.type === type);
}
