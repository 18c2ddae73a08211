import { v7 as uuid } from "uuid";
import type { InternalEventName } from "@/lib/domain/event/internal";
import type { Actor } from "@/lib/server/auth/actor";
import {
  type CampaignRuleRow,
  insertCampaignRule,
  readCampaignRules,
  removeCampaignRule,
  updateRuleRow,
} from "@/lib/server/db/coupons/campaign-rules";
import { forgetCounters, forgetCountersOfRule } from "@/lib/server/db/coupons/forget-counters";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import type { Queryable } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";

type OwnRule = Pick<CampaignRuleRow, "rules" | "error" | "applicableTo">;

/** A rule that holds for everybody and every item. */
export const SAYS_NOTHING: OwnRule = {
  rules: { conditions: {}, logic: "" },
  error: null,
  applicableTo: { included: [], excluded: [], included_all: true },
};

/**
 * Changes the campaign's own rule, the first it is bound to, and tells the log: makes it when there was none, and takes it away when it
 * says nothing any more. The caller holds the campaign's row lock.
 */
export async function saveOwnRule(
  client: Queryable,
  actor: Actor,
  campaign: { id: string; name: string },
  change: Partial<OwnRule>,
  at: Date,
): Promise<void> {
  const { workspaceId } = actor;
  const [before] = await readCampaignRules(client, workspaceId, campaign.id);
  const { rules, error, applicableTo } = { ...SAYS_NOTHING, ...before, ...change };
  const { included, excluded, included_all } = applicableTo;
  const says = rules.logic !== "" || included.length + excluded.length > 0 || !included_all;
  if (before) await forgetCountersOfRule(client, before.id);
  await forgetCounters(client, campaign.id);
  // What others are bound to is not emptied for them: the campaign leaves it, and keeps its items in a rule of its own.
  const leaves = before && (!says || (before.shared > 0 && rules.logic === ""));
  if (leaves) await removeCampaignRule(client, workspaceId, campaign.id, before.id);
  let happened: InternalEventName | null = null;
  if (says) {
    if (before && !leaves) {
      await updateRuleRow(client, workspaceId, { id: before.id, rules, error, applicableTo }, at);
    } else {
      const made = { id: uuid(), assignmentId: uuid(), name: `Rule of ${campaign.name}` };
      await insertCampaignRule(client, workspaceId, campaign.id, { ...made, rules, error, applicableTo }, at);
    }
    happened = `campaign.validation_rules.${before ? "updated" : "created"}`;
  } else if (before) happened = "campaign.validation_rules.deleted";
  if (!happened) return;
  const properties = { campaignId: campaign.id, campaignName: campaign.name, by: actor.id };
  await emitInternal(client, workspaceId, [{ name: happened, customerId: null, properties }], { now: at });
  await auditCampaign(client, actor, "rules_changed", campaign, at);
}
