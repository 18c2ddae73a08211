import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { forgetCountersOfRule } from "@/lib/server/db/coupons/forget-counters";
import { transaction } from "@/lib/server/db/pool";
import { deleteRule as removeRule } from "@/lib/server/db/rules/delete-rule";
import { findRule } from "@/lib/server/db/rules/find-rule";
import { tellOfRule } from "./tell-of-rule";

/** Deletes a rule; what it was bound to is free of it. */
export async function deleteRule(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  await transaction(async (client) => {
    const rule = await findRule(client, workspaceId, params.id);
    if (!rule) throw notFound("validation rule");
    await forgetCountersOfRule(client, rule.id);
    await removeRule(client, workspaceId, rule.id);
    await tellOfRule(client, workspaceId, "deleted", rule.id, rule.assignments ?? [], clock());
  });
}
