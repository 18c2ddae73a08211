import type { compatListAssignments } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { getRule } from "@/lib/server/use-cases/rules/get-rule";
import { ruleIdOrFail } from "./rule-id-or-fail";
import { assignmentsList } from "./rule-object";

/** What a rule is bound to. */
export async function listAssignments({
  actor,
  params,
}: CompatCall<typeof compatListAssignments>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const id = await ruleIdOrFail(actor.workspaceId, params.id);
  return { status: 200, body: assignmentsList(await getRule({ actor, params: { id } })) };
}
