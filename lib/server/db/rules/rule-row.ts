import type { BoundRule } from "@/lib/domain/coupon/judge-rule";

/** A binding of a rule as stored. */
export type AssignmentRow = {
  id: string;
  rule_id: string;
  object_type: "campaign" | "voucher";
  object_id: string;
  created_at: Date;
};

/** A rule as stored, with what it is bound to. */
export type RuleRow = {
  id: string;
  name: string;
  rules: BoundRule["rules"];
  error: string | null;
  applicable_to: BoundRule["applicableTo"];
  type: string;
  context_type: string;
  created_at: Date;
  updated_at: Date;
  assignments: (Omit<AssignmentRow, "created_at"> & { created_at: string })[] | null;
};

/** The columns of RuleRow, of a rule called `r`. */
export const RULE_COLUMNS = `r.id, r.name, r.rules, r.error, r.applicable_to, r.type, r.context_type, r.created_at, r.updated_at,
  (SELECT json_agg(json_build_object('id', a.id, 'rule_id', a.rule_id, 'object_type', a.object_type, 'object_id', a.object_id,
                                     'created_at', a.created_at) ORDER BY a.id)
   FROM validation_rule_assignment a WHERE a.rule_id = r.id) AS assignments`;

/** A rule in the API's words. */
export function ruleOf(row: RuleRow) {
  return {
    id: row.id,
    name: row.name,
    rules: row.rules,
    error: row.error,
    applicableTo: row.applicable_to,
    assignments: (row.assignments ?? []).map((one) =>
      assignmentOf({ ...one, created_at: new Date(one.created_at) }),
    ),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** A binding in the API's words. */
export function assignmentOf(row: AssignmentRow) {
  return {
    id: row.id,
    objectType: row.object_type,
    objectId: row.object_id,
    createdAt: row.created_at.toISOString(),
  };
}
