import type { compatListAllAssignments } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { uuidOf } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { pool } from "@/lib/server/db/pool";
import { pageOfAssignments } from "@/lib/server/db/rules/page-of-assignments";
import { assignmentOf } from "@/lib/server/db/rules/rule-row";
import { assignmentObject } from "./rule-object";

/** What is bound to any rule, or to one, or what a campaign or code is bound to. */
export async function listAllAssignments({
  actor,
  query,
}: CompatCall<typeof compatListAllAssignments>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { rule, related_object_id: object } = query;
  const ruleId = rule === undefined ? null : uuidOf("val", rule);
  const objectId = object === undefined ? null : (uuidOf("camp", object) ?? uuidOf("v", object));
  if ((rule !== undefined && !ruleId) || (object !== undefined && !objectId))
    return { status: 200, body: listShape("data", [], 0) };
  const { rows, total } = await pageOfAssignments(pool(), actor.workspaceId, { ...query, ruleId, objectId });
  const shapes = rows.map((row) => assignmentObject(row.rule_id, assignmentOf(row)));
  return { status: 200, body: listShape("data", shapes, total) };
}
