import { validationRule } from "@/lib/domain/coupon/rule";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { saveRule as keepRule } from "@/lib/server/use-cases/rules/save-rule";
import { ruleIdOrFail } from "./rule-id-or-fail";
import { ruleObject } from "./rule-object";

/** Makes a rule, or writes the one with this id anew. */
export async function saveRule({
  actor,
  params,
  body,
}: {
  actor: Actor;
  params: { id?: string };
  body: Record<string, unknown>;
}): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const id = params.id === undefined ? undefined : await ruleIdOrFail(actor.workspaceId, params.id);
  const read = validationRule.safeParse(body);
  if (!read.success)
    throw new CompatError(
      "invalid_validation_rules",
      read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
    );
  try {
    return {
      status: 200,
      body: ruleObject(await keepRule({ actor, params: id ? { id } : {}, body: read.data })),
    };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid_input") throw error;
    const problems = error.issues.map(({ path, message }) => `${path}: ${message}`);
    throw new CompatError("invalid_validation_rules", problems.join("; "));
  }
}
