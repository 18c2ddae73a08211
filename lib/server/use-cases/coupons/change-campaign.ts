import { type CampaignFields, campaignIssues } from "@/lib/domain/coupon/campaign";
import { budgetCurrency } from "@/lib/domain/coupon/limits";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { type CampaignRow, campaignOf, type ShownCampaign } from "@/lib/server/db/coupons/campaign-row";
import { forgetCounters, forgetMoneyOfKeys } from "@/lib/server/db/coupons/forget-counters";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { readCurrency } from "@/lib/server/db/coupons/read-currency";
import { updateCampaign as saveCampaign } from "@/lib/server/db/coupons/save-campaign";
import { setStandaloneQuantity } from "@/lib/server/db/coupons/set-standalone-quantity";
import { pool, type Queryable } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";
import { nameTaken } from "./name-taken";

type Change = { [K in keyof CampaignFields]?: CampaignFields[K] | undefined };

/**
 * Changes what was sent of a campaign and leaves the rest, inside the caller's transaction. What codes are worth is promised in messages, so the
 * discount stays once a code was given.
 */
export async function changeCampaign(
  client: Queryable,
  actor: Actor,
  id: string,
  change: Change,
  now: Date,
): Promise<CampaignRow> {
  const { workspaceId } = actor;
  const stored = await readCampaign(client, workspaceId, id, { lock: true });
  if (!stored) throw notFound("campaign");
  const before = campaignOf(stored);
  const after: CampaignFields = { ...before, ...given(change) };
  const issues = campaignIssues(after);
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The campaign does not fit together.", { issues });
  await refuseOtherDiscount(client, workspaceId, before, after);
  if (!(await saveCampaign(client, { ...after, id, workspaceId }, now))) throw nameTaken(after.name);
  await countAnew(client, { id, workspaceId }, before, after);
  if (after.type === "standalone") await setStandaloneQuantity(client, id, after.quantityPerCode);
  const fields = Object.keys(given(change));
  await auditCampaign(client, actor, "changed", { id, name: after.name }, now, { fields });
  return (await readCampaign(client, workspaceId, id)) ?? stored;
}

async function countAnew(
  client: Queryable,
  { id, workspaceId }: { id: string; workspaceId: string },
  before: CampaignFields,
  after: CampaignFields,
): Promise<void> {
  const currency = await readCurrency(client, workspaceId);
  // In another currency what was counted is no sum.
  const otherCurrency =
    budgetCurrency(before.discount, currency) !== budgetCurrency(after.discount, currency);
  const counted = ({ limits, perCustomer }: CampaignFields) => JSON.stringify([limits, perCustomer]);
  if (otherCurrency || counted(before) !== counted(after)) await forgetCounters(client, id);
  if (otherCurrency) await forgetMoneyOfKeys(client, id);
}

/**
 * Whether a change is of what a campaign's codes are worth, and none of them was given yet: then it is made while giving rests, so that none is given meanwhile.
 */
export async function changesWorth(actor: Actor, id: string, change: Change): Promise<boolean> {
  if (change.discount === undefined) return false;
  const stored = await readCampaign(pool(), actor.workspaceId, id);
  if (!stored) return false;
  const { discount } = campaignOf(stored);
  if (JSON.stringify(discount) === JSON.stringify(change.discount)) return false;
  const numbers = (await campaignNumbers(pool(), actor.workspaceId, [id])).get(id);
  return numbers?.given === 0;
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
