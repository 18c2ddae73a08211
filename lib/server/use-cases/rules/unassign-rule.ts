import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { unassignRule as free } from "@/lib/server/db/rules/unassign-rule";
import { tellOfRule } from "./tell-of-rule";

/** Frees a campaign or a code of a rule. */
export async function unassignRule(
  { actor, params }: { actor: Actor; params: { id: string; assignmentId: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "coupons:write");
  await transaction(async (client) => {
    const freed = await free(client, actor.workspaceId, { ruleId: params.id, id: params.assignmentId });
    if (!freed) throw notFound("assignment");
    await tellOfRule(client, actor.workspaceId, "deleted", params.id, [freed], clock());
  });
}
