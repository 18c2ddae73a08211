import { z } from "zod";
import { type RuleCondition, validationRule } from "@/lib/domain/coupon/rule";
import { contract } from "./contract";

const TAG = "Coupons";
const byId = z.object({ id: z.uuid() });

const rules = z.object({
  data: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      /** By their names in the logic. */
      conditions: z.record(z.string(), z.custom<RuleCondition>()),
      /** Such as "1 and (2 or 3)". */
      logic: z.string(),
      /** What the customer is told where a condition says nothing of its own. */
      message: z.string().nullable(),
      /** How many other campaigns and codes are bound to it. */
      shared: z.number().int(),
    }),
  ),
});

export const getCampaignRulesContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/rule",
  summary: "Read the rules that every code of a campaign has to keep",
  tag: TAG,
  access: "read",
  params: byId,
  response: rules,
});

export const setCampaignRuleContract = contract({
  method: "PUT",
  path: "/api/v1/campaigns/{id}/rule",
  summary: "Set the campaign's rule: conditions by name and the logic that joins them; null takes it away",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  body: z.strictObject({
    rules: validationRule.shape.rules.nullable(),
    message: z.string().trim().max(500).default(""),
  }),
  response: rules,
});

export const campaignRuleContracts = [getCampaignRulesContract, setCampaignRuleContract];
