import type { compatGetRule } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { getRule } from "@/lib/server/use-cases/rules/get-rule";
import { ruleIdOrFail } from "./rule-id-or-fail";
import { ruleObject } from "./rule-object";

/** One rule. */
export async function showRule({ actor, params }: CompatCall<typeof compatGetRule>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const id = await ruleIdOrFail(actor.workspaceId, params.id);
  return { status: 200, body: ruleObject(await getRule({ actor, params: { id } })) };
}
