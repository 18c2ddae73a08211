import type { z } from "zod";
import type { setCampaignRuleContract } from "@/lib/contracts/campaign-rules";
import type { ResponseOf } from "@/lib/contracts/contract";
import { ruleIssues } from "@/lib/domain/coupon/rule";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { readCampaignRules } from "@/lib/server/db/coupons/campaign-rules";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { transaction } from "@/lib/server/db/pool";
import { shownRule } from "./get-campaign-rules";
import { SAYS_NOTHING, saveOwnRule } from "./save-own-rule";

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
    // The items that the discount comes off are kept in the same rule, and stay.
    const { rules, error } = body.rules ? { rules: body.rules, error: body.message || null } : SAYS_NOTHING;
    await saveOwnRule(client, actor, campaign, { rules, error }, clock());
    return { data: (await readCampaignRules(client, workspaceId, campaign.id)).map(shownRule) };
  });
}
