import { emitInternal } from "@/lib/server/db/events/emit-internal";
import type { Queryable } from "@/lib/server/db/pool";
import type { AssignmentRow } from "@/lib/server/db/rules/rule-row";

/** Tells the log, for every campaign and code that a rule is bound to, what happened to their rules. */
export async function tellOfRule(
  queryable: Queryable,
  workspaceId: string,
  what: "created" | "updated" | "deleted",
  ruleId: string,
  assignments: readonly Pick<AssignmentRow, "id" | "object_type" | "object_id">[],
  now: Date,
): Promise<void> {
  const happenings = assignments.map(({ id, object_type, object_id }) => ({
    name: `${object_type}.validation_rules.${what}` as const,
    customerId: null,
    properties: {
      ruleId,
      assignmentId: id,
      ...(object_type === "campaign" ? { campaignId: object_id } : { voucherId: object_id }),
    },
  }));
  await emitInternal(queryable, workspaceId, happenings, { now });
}
