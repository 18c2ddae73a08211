import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { findRule } from "@/lib/server/db/rules/find-rule";
import { ruleOf } from "@/lib/server/db/rules/rule-row";

/** One rule with what it is bound to. */
export async function getRule({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ReturnType<typeof ruleOf>> {
  authorise(actor, "read");
  const row = await findRule(pool(), actor.workspaceId, params.id);
  if (!row) throw notFound("validation rule");
  return ruleOf(row);
}
