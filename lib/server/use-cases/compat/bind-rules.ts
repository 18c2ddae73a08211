import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/server/auth/actor";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { forgetCountersOfRule } from "@/lib/server/db/coupons/forget-counters";
import type { Queryable } from "@/lib/server/db/pool";
import { assignRule } from "@/lib/server/db/rules/assign-rule";
import { findRule } from "@/lib/server/db/rules/find-rule";
import { tellOfRule } from "@/lib/server/use-cases/rules/tell-of-rule";

/** Binds a campaign or a code to the rules that a request names by their public ids. @throws CompatError invalid_validation_rules */
export async function bindRules(
  queryable: Queryable,
  actor: Actor,
  rules: readonly string[] | null | undefined,
  object: { objectType: "campaign" | "voucher"; objectId: string },
  now: Date,
): Promise<void> {
  const { workspaceId } = actor;
  for (const text of rules ?? []) {
    const ruleId = uuidOf("val", text);
    if (!ruleId || !(await findRule(queryable, workspaceId, ruleId)))
      throw new CompatError("invalid_validation_rules", `validation_rules: there is no rule ${text}.`);
    const bound = await assignRule(queryable, { ...object, id: uuid(), workspaceId, ruleId }, now);
    await forgetCountersOfRule(queryable, ruleId);
    if (typeof bound === "object") await tellOfRule(queryable, workspaceId, "created", ruleId, [bound], now);
  }
}
