import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { setCampaignRuleContract } from "@/lib/contracts/campaign-rules";
import type { ResponseOf } from "@/lib/contracts/contract";
import { ruleIssues } from "@/lib/domain/coupon/rule";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { InternalEventName } from "@/lib/domain/event/internal";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import {
  insertCampaignRule,
  readCampaignRules,
  removeCampaignRule,
  updateRuleRow,
} from "@/lib/server/db/coupons/campaign-rules";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { forgetCounters, forgetCountersOfRule } from "@/lib/server/db/coupons/redemption-counters";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";
import { shownRule } from "./get-campaign-rules";

type Body = z.output<NonNullable<(typeof setCampaignRuleContract)["body"]>>;
type Call = { actor: Actor; params: { id: string }; body: Body };

/**
 * Sets the campaign's own rule, the first it is bound to; null takes it away. In force at once, also for codes that customers have.
 * @throws DomainError invalid_input with what does not fit together
 */
export async function setCampaignRule(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof setCampaignRuleContract>> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  const issues = body.rules ? ruleIssues({ rules: body.rules }) : [];
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The rule does not fit together.", { issues });
  return await transaction(async (client) => {
    const campaign = await readCampaign(client, workspaceId, params.id, { lock: true });
    if (!campaign) throw notFound("campaign");
    const [before] = await readCampaignRules(client, workspaceId, campaign.id);
    const at = clock();
    const error = body.message || null;
    if (before) await forgetCountersOfRule(client, before.id);
    await forgetCounters(client, campaign.id);
    let happened: InternalEventName | null = null;
    if (body.rules && before) {
      await updateRuleRow(client, workspaceId, { id: before.id, rules: body.rules, error }, at);
      happened = "campaign.validation_rules.updated";
    } else if (body.rules) {
      const rule = { id: uuid(), assignmentId: uuid(), name: `Rule of ${campaign.name}`, error };
      await insertCampaignRule(client, workspaceId, campaign.id, { ...rule, rules: body.rules }, at);
      happened = "campaign.validation_rules.created";
    } else if (before) {
      await removeCampaignRule(client, workspaceId, campaign.id, before.id);
      happened = "campaign.validation_rules.deleted";
    }
    if (happened) {
      const properties = { campaignId: campaign.id, campaignName: campaign.name, by: actor.id };
      await emitInternal(client, workspaceId, [{ name: happened, customerId: null, properties }], {
        now: at,
      });
      await auditCampaign(client, actor, "rules_changed", campaign, at);
    }
    return { data: (await readCampaignRules(client, workspaceId, campaign.id)).map(shownRule) };
  });
}
