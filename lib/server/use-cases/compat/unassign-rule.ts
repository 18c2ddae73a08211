import type { compatUnassignRule } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { getRule } from "@/lib/server/use-cases/rules/get-rule";
import { unassignRule as free } from "@/lib/server/use-cases/rules/unassign-rule";
import { ruleIdOrFail } from "./rule-id-or-fail";

/** Frees a campaign or a code of a rule. */
export async function unassignRule({
  actor,
  params,
}: CompatCall<typeof compatUnassignRule>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const id = await ruleIdOrFail(actor.workspaceId, params.id);
  const { assignments } = await getRule({ actor, params: { id } });
  const bound = assignments.find((one) => one.id === uuidOf("asgm", params.assignmentId));
  if (!bound)
    throw new CompatError("not_found", `Nothing is bound to this rule as ${params.assignmentId}.`, {
      id: params.assignmentId,
      type: "validation_rules_assignment",
    });
  await free({ actor, params: { id }, query: { objectId: bound.objectId } });
  return { status: 204, body: null };
}
