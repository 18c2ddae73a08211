import { v7 as uuid } from "uuid";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { forgetCountersOfRule } from "@/lib/server/db/coupons/forget-counters";
import { transaction } from "@/lib/server/db/pool";
import { assignRule as bind } from "@/lib/server/db/rules/assign-rule";
import { findRule } from "@/lib/server/db/rules/find-rule";
import { assignmentOf } from "@/lib/server/db/rules/rule-row";
import { tellOfRule } from "./tell-of-rule";

type Binding = { objectType: "campaign" | "voucher"; objectId: string };

/** Binds a campaign or a code to a rule. @throws DomainError conflict when it is bound to it already */
export async function assignRule(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: Binding },
  clock = systemClock,
): Promise<ReturnType<typeof assignmentOf>> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    if (!(await findRule(client, workspaceId, params.id))) throw notFound("validation rule");
    const bound = await bind(client, { ...body, id: uuid(), workspaceId, ruleId: params.id }, clock());
    if (bound === "missing") {
      throw new DomainError("invalid_input", `There is no such ${body.objectType} in this workspace.`, {
        issues: [{ path: "objectId", message: `no ${body.objectType} has this id`, fix: "Choose another." }],
      });
    }
    if (bound === "bound") {
      throw new DomainError("conflict", `This ${body.objectType} is bound to the rule already.`, {
        issues: [
          { path: "objectId", message: "bound already", fix: "Choose another, or leave it as it is." },
        ],
      });
    }
    await forgetCountersOfRule(client, params.id);
    await tellOfRule(client, workspaceId, "created", params.id, [bound], clock());
    return assignmentOf(bound);
  });
}
