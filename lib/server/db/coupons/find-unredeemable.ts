import { scopesOfGiving, type UnredeemableReason, whyUnredeemable } from "@/lib/domain/coupon/judge-giving";
import type { RuleCustomer } from "@/lib/domain/coupon/judge-rule";
import { budgetCurrency } from "@/lib/domain/coupon/limits";
import type { CustomerFacts } from "@/lib/domain/flow/facts";
import type { Queryable } from "@/lib/server/db/pool";
import type { IssueRequest } from "./issue-types";
import type { IssuableCampaign } from "./load-issuable-campaigns";
import { callsOfSegment } from "./read-rule-customer";
import { readCountersOfEach } from "./redemption-counters";

/**
 * Which requests are for codes that their customers could not redeem whatever they order, and why: by the campaigns' limits, budgets and rules. At most three
 * statements, however many requests; none where no campaign limits or asks anything. `now` in epoch ms.
 */
export async function findUnredeemable(
  queryable: Queryable,
  requests: readonly IssueRequest[],
  campaigns: ReadonlyMap<string, IssuableCampaign>,
  now: number,
): Promise<Map<IssueRequest, UnredeemableReason>> {
  const asked = requests.flatMap((request) => {
    const campaign = campaigns.get(request.campaignId);
    return campaign ? [{ request, campaign, scopes: scopesOfGiving(campaign) }] : [];
  });
  const counted = await readCountersOfEach(
    queryable,
    asked.map(({ request: { customerId }, campaign: { id, discount, currency }, scopes }) => ({
      scopes,
      // Nothing is counted that depends on a code, a key or a time of day.
      counting: {
        campaignId: id,
        voucherId: id,
        customerId,
        by: "system",
        zone: "UTC",
        currency: budgetCurrency(discount, currency),
        now,
      },
    })),
  );
  const names = await namesOfSegments(
    queryable,
    asked.flatMap(({ request, campaign }) =>
      asksSegment(campaign) ? (request.customer?.segments ?? []) : [],
    ),
  );
  const found = new Map<IssueRequest, UnredeemableReason>();
  for (const [index, { request, campaign }] of asked.entries()) {
    const reason = whyUnredeemable({
      ...campaign,
      holder: campaign.type !== "standalone",
      customer: request.customer ? ruleCustomerOf(request.customer, names) : null,
      before: counted[index] ?? {},
    });
    if (reason) found.set(request, reason);
  }
  return found;
}

function asksSegment({ rules }: IssuableCampaign): boolean {
  return rules.some(({ rules: { conditions } }) =>
    Object.values(conditions).some(({ name }) => name.startsWith("customer") && name.endsWith("segment")),
  );
}

async function namesOfSegments(queryable: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await queryable.query<{ id: string; name: string }>({
    name: "names-of-segments",
    text: `SELECT id, name FROM segment WHERE id = ANY ($1::uuid[])`,
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function ruleCustomerOf(customer: CustomerFacts, names: ReadonlyMap<string, string>): RuleCustomer {
  return {
    id: customer.id,
    sourceId: customer.externalId,
    email: customer.email,
    phone: customer.phone,
    name: [customer.firstName, customer.lastName].filter(Boolean).join(" ") || null,
    metadata: customer.attributes,
    consent: customer.consent,
    ordersCount: customer.orderCount,
    ordersTotal: customer.orderTotal,
    segments: (customer.segments ?? []).flatMap((id) => callsOfSegment({ id, name: names.get(id) ?? id })),
  };
}
