import { readHolders } from "@/lib/server/db/coupons/read-holders";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import type { Queryable } from "@/lib/server/db/pool";
import type { AssignmentRow } from "@/lib/server/db/rules/rule-row";

/** Tells the log, for every campaign and code that a rule is bound to, what happened to their rules; of a code, to whom has it. */
export async function tellOfRule(
  queryable: Queryable,
  workspaceId: string,
  what: "created" | "updated" | "deleted",
  ruleId: string,
  assignments: readonly Pick<AssignmentRow, "id" | "object_type" | "object_id">[],
  now: Date,
): Promise<void> {
  const codes = assignments.flatMap(({ object_type, object_id }) =>
    object_type === "voucher" ? [object_id] : [],
  );
  const holders = await readHolders(queryable, workspaceId, codes);
  const happenings = assignments.map(({ id, object_type, object_id }) => ({
    name: `${object_type}.validation_rules.${what}` as const,
    customerId: holders.get(object_id) ?? null,
    properties: {
      ruleId,
      assignmentId: id,
      ...(object_type === "campaign" ? { campaignId: object_id } : { voucherId: object_id }),
    },
  }));
  await emitInternal(queryable, workspaceId, happenings, { now });
}
