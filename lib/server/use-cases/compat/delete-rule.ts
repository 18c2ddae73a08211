import type { compatDeleteRule } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { deleteRule as removeRule } from "@/lib/server/use-cases/rules/delete-rule";
import { ruleIdOrFail } from "./rule-id-or-fail";

/** Deletes a rule; what it was bound to is free of it. */
export async function deleteRule({
  actor,
  params,
}: CompatCall<typeof compatDeleteRule>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  await removeRule({ actor, params: { id: await ruleIdOrFail(actor.workspaceId, params.id) } });
  return { status: 204, body: null };
}
