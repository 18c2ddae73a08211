import type { z } from "zod";
import type { updateCampaignContract } from "@/lib/contracts/campaigns";
import type { ResponseOf } from "@/lib/contracts/contract";
import { type CampaignFields, campaignIssues } from "@/lib/domain/coupon/campaign";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { campaignOf, type ShownCampaign } from "@/lib/server/db/coupons/campaign-row";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { forgetCounters } from "@/lib/server/db/coupons/redemption-counters";
import { updateCampaign as saveCampaign } from "@/lib/server/db/coupons/save-campaign";
import { setStandaloneQuantity } from "@/lib/server/db/coupons/set-standalone-quantity";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";
import { nameTaken } from "./name-taken";

type Change = z.output<NonNullable<typeof updateCampaignContract.body>>;

/**
 * Changes what was sent and leaves the rest. Codes that customers have keep their dates and their number of uses; what they are worth is
 * promised in messages, so the discount stays once a code was given.
 */
export async function updateCampaign(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: Change },
  clock = systemClock,
): Promise<ResponseOf<typeof updateCampaignContract>> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  const row = await transaction(async (client) => {
    const stored = await readCampaign(client, workspaceId, params.id, { lock: true });
    if (!stored) throw notFound("campaign");
    const before = campaignOf(stored);
    const after: CampaignFields = { ...before, ...given(body) };
    const issues = campaignIssues(after);
    if (issues.length > 0)
      throw new DomainError("invalid_input", "The campaign does not fit together.", { issues });
    await refuseOtherDiscount(client, workspaceId, before, after);
    if (!(await saveCampaign(client, { ...after, id: params.id, workspaceId }, clock())))
      throw nameTaken(after.name);
    if (
      JSON.stringify([before.limits, before.perCustomer]) !==
      JSON.stringify([after.limits, after.perCustomer])
    )
      await forgetCounters(client, params.id);
    if (after.type === "standalone") await setStandaloneQuantity(client, params.id, after.quantityPerCode);
    const fields = Object.keys(given(body));
    await auditCampaign(client, actor, "changed", { id: params.id, name: after.name }, clock(), { fields });
    return (await readCampaign(client, workspaceId, params.id)) ?? stored;
  });
  return campaignOf(row);
}

function given(change: Change): Partial<CampaignFields> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

async function refuseOtherDiscount(
  queryable: Queryable,
  workspaceId: string,
  before: ShownCampaign,
  after: CampaignFields,
): Promise<void> {
  if (JSON.stringify(before.discount) === JSON.stringify(after.discount)) return;
  const numbers = (await campaignNumbers(queryable, workspaceId, [before.id])).get(before.id);
  if (!numbers || numbers.given === 0) return;
  const codes = numbers.given === 1 ? "One code is" : `${numbers.given.toLocaleString("en")} codes are`;
  const message = `${codes} out with the promise of ${before.discountText}.`;
  throw new DomainError("conflict", message, {
    issues: [{ path: "discount", message, fix: "Make another campaign for another discount." }],
  });
}
