import { z } from "zod";
import { RULE_OPERATORS, validationRule } from "@/lib/domain/coupon/rule";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Validation rules";
const byId = z.object({ id: z.uuid() });
const conditionValue = z.union([z.string(), z.number(), z.boolean()]);

const assignment = z.object({
  id: z.uuid(),
  objectType: z.enum(["campaign", "voucher"]),
  objectId: z.uuid(),
  createdAt: z.iso.datetime(),
});

/** A rule as answered; its conditions and logic apart, as they are stored. */
const shownRule = z.object({
  id: z.uuid(),
  name: z.string(),
  rules: z.object({
    conditions: z.record(
      z.string(),
      z.object({
        name: z.string(),
        property: z.string().nullable(),
        conditions: z.partialRecord(z.enum(RULE_OPERATORS), z.array(conditionValue)),
        error: z.string().nullable(),
      }),
    ),
    /** "1 and (2 or 3)" */
    logic: z.string(),
  }),
  error: z.string().nullable(),
  applicableTo: validationRule.shape.applicable_to.unwrap(),
  assignments: z.array(assignment),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const listRulesContract = contract({
  method: "GET",
  path: "/api/v1/validation-rules",
  summary: "List the rules that codes may be bound to, newest first; of one campaign or code by objectId",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({ objectId: z.uuid().optional() }),
  response: pageOf(shownRule),
});

export const createRuleContract = contract({
  method: "POST",
  path: "/api/v1/validation-rules",
  summary: "Make a rule: conditions by name and the logic that joins them",
  tag: TAG,
  access: "coupons:write",
  body: validationRule,
  response: shownRule,
  status: 201,
});

export const getRuleContract = contract({
  method: "GET",
  path: "/api/v1/validation-rules/{id}",
  summary: "Read a rule and what it is bound to",
  tag: TAG,
  access: "read",
  params: byId,
  response: shownRule,
});

export const updateRuleContract = contract({
  method: "PUT",
  path: "/api/v1/validation-rules/{id}",
  summary: "Write a rule anew; it holds from then on for all it is bound to",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  body: validationRule,
  response: shownRule,
});

export const deleteRuleContract = contract({
  method: "DELETE",
  path: "/api/v1/validation-rules/{id}",
  summary: "Delete a rule; what it was bound to is free of it",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  response: z.undefined(),
  status: 204,
});

export const assignRuleContract = contract({
  method: "POST",
  path: "/api/v1/validation-rules/{id}/assignments",
  summary: "Bind a campaign or a code to a rule",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  body: z.strictObject({ objectType: z.enum(["campaign", "voucher"]), objectId: z.uuid() }),
  response: assignment,
  status: 201,
});

export const unassignRuleContract = contract({
  method: "DELETE",
  path: "/api/v1/validation-rules/{id}/assignments",
  summary: "Free a campaign or a code of a rule, or all that is bound to it",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  query: z.object({ objectId: z.uuid().optional() }),
  response: z.undefined(),
  status: 204,
});

export const validationRuleContracts = [
  listRulesContract,
  createRuleContract,
  getRuleContract,
  updateRuleContract,
  deleteRuleContract,
  assignRuleContract,
  unassignRuleContract,
];
