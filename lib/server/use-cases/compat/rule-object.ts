import { publicId } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import type { ruleOf } from "@/lib/server/db/rules/rule-row";

type Rule = ReturnType<typeof ruleOf>;

/** A rule as the compatible API shows it. */
export function ruleObject(rule: Rule): Record<string, unknown> {
  const conditions = Object.entries(rule.rules.conditions).map(([name, { error, ...rest }]) => [
    name,
    { ...rest, rules: {}, ...(error ? { error: { message: error } } : {}) },
  ]);
  return {
    id: publicId("val", rule.id),
    name: rule.name,
    rules: { ...Object.fromEntries(conditions), logic: rule.rules.logic },
    error: rule.error === null ? null : { message: rule.error },
    applicable_to: rule.applicableTo,
    type: "advanced",
    context_type: "global",
    assignments_count: rule.assignments.length,
    created_at: rule.createdAt,
    updated_at: rule.updatedAt,
    object: "validation_rules",
  };
}

/** What a rule is bound to, as the compatible API shows it. */
export function assignmentObject(ruleId: string, one: Rule["assignments"][number]): Record<string, unknown> {
  return {
    id: publicId("asgm", one.id),
    rule_id: publicId("val", ruleId),
    related_object_id: publicId(one.objectType === "campaign" ? "camp" : "v", one.objectId),
    related_object_type: one.objectType,
    created_at: one.createdAt,
    object: "validation_rules_assignment",
  };
}

/** All bindings of a rule. */
export function assignmentsList(rule: Rule): Record<string, unknown> {
  const shapes = rule.assignments.map((one) => assignmentObject(rule.id, one));
  return listShape("data", shapes, shapes.length);
}
