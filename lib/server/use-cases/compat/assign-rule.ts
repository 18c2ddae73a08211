import type { compatAssignRule } from "@/lib/contracts/compat-records";
import { DomainError } from "@/lib/domain/errors";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { pool } from "@/lib/server/db/pool";
import { assignRule as bind } from "@/lib/server/use-cases/rules/assign-rule";
import { findCampaignOrFail } from "./find-campaign-or-fail";
import { findVoucherOrFail } from "./find-voucher-or-fail";
import { ruleIdOrFail } from "./rule-id-or-fail";
import { assignmentObject } from "./rule-object";

/** Binds a campaign (by id or name) or a code to a rule. @throws CompatError duplicate_found when it is bound already */
export async function assignRule({
  actor,
  params,
  body,
}: CompatCall<typeof compatAssignRule>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const id = await ruleIdOrFail(actor.workspaceId, params.id);
  const { related_object_type: objectType, related_object_id: named } = body;
  const object =
    objectType === "campaign"
      ? await findCampaignOrFail(pool(), actor.workspaceId, named)
      : await findVoucherOrFail(pool(), actor.workspaceId, named);
  try {
    const bound = await bind({ actor, params: { id }, body: { objectType, objectId: object.id } });
    return { status: 200, body: assignmentObject(id, bound) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "conflict") throw error;
    throw new CompatError("duplicate_found", error.message, { id: named, type: objectType });
  }
}
