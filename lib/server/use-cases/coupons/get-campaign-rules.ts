import type { getCampaignRulesContract } from "@/lib/contracts/campaign-rules";
import type { ResponseOf } from "@/lib/contracts/contract";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { type CampaignRuleRow, readCampaignRules } from "@/lib/server/db/coupons/campaign-rules";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool } from "@/lib/server/db/pool";

/** The rules that every code of a campaign has to keep. */
export async function getCampaignRules({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getCampaignRulesContract>> {
  authorise(actor, "read");
  if (!(await readCampaign(pool(), actor.workspaceId, params.id))) throw notFound("campaign");
  return { data: (await readCampaignRules(pool(), actor.workspaceId, params.id)).map(shownRule) };
}

/** A rule as the API shows it. */
export function shownRule({ id, name, rules, error, shared }: CampaignRuleRow) {
  return { id, name, conditions: rules.conditions, logic: rules.logic, message: error, shared };
}
