import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { forgetCountersOfRule } from "@/lib/server/db/coupons/forget-counters";
import { transaction } from "@/lib/server/db/pool";
import { findRule } from "@/lib/server/db/rules/find-rule";
import { unassignRule as free } from "@/lib/server/db/rules/unassign-rule";
import { tellOfRule } from "./tell-of-rule";

/** Frees a campaign or a code of a rule, or all that is bound to it; what was not bound stays as it is. */
export async function unassignRule(
  {
    actor,
    params,
    query,
  }: { actor: Actor; params: { id: string }; query: { objectId?: string | undefined } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "coupons:write");
  await transaction(async (client) => {
    if (!(await findRule(client, actor.workspaceId, params.id))) throw notFound("validation rule");
    await forgetCountersOfRule(client, params.id);
    const freed = await free(client, actor.workspaceId, {
      ruleId: params.id,
      objectId: query.objectId ?? null,
    });
    await tellOfRule(client, actor.workspaceId, "deleted", params.id, freed, clock());
  });
}
