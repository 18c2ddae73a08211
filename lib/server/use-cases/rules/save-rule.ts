import { v7 as uuid } from "uuid";
import { ruleIssues, type ValidationRule } from "@/lib/domain/coupon/rule";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { forgetCountersOfRule } from "@/lib/server/db/coupons/forget-counters";
import { transaction } from "@/lib/server/db/pool";
import { findRule } from "@/lib/server/db/rules/find-rule";
import { type RuleRow, ruleOf } from "@/lib/server/db/rules/rule-row";
import { saveRule as writeRule } from "@/lib/server/db/rules/save-rule";
import { tellOfRule } from "./tell-of-rule";

/** Makes a rule, or writes the one with this id anew. @throws DomainError invalid_input with each part that does not fit */
export async function saveRule(
  { actor, params, body }: { actor: Actor; params: { id?: string }; body: ValidationRule },
  clock = systemClock,
): Promise<ReturnType<typeof ruleOf>> {
  authorise(actor, "coupons:write");
  const issues = ruleIssues(body);
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The rule does not fit together.", { issues });
  const { workspaceId } = actor;
  const row = await transaction(async (client): Promise<RuleRow | null> => {
    if (params.id && !(await findRule(client, workspaceId, params.id))) throw notFound("validation rule");
    const id = params.id ?? uuid();
    await writeRule(client, { ...body, id, workspaceId }, clock());
    const saved = await findRule(client, workspaceId, id);
    if (params.id) await forgetCountersOfRule(client, id);
    if (saved && params.id)
      await tellOfRule(client, workspaceId, "updated", id, saved.assignments ?? [], clock());
    return saved;
  });
  if (!row) throw notFound("validation rule");
  return ruleOf(row);
}
