import type { z } from "zod";
import type { campaignVoucher, listCampaignVouchersContract } from "@/lib/contracts/campaign-codes";
import type { ResponseOf } from "@/lib/contracts/contract";
import { voucherState } from "@/lib/domain/coupon/validity";
import { type Identity, identityKey } from "@/lib/domain/customer/identity";
import { notFound } from "@/lib/domain/errors";
import { shardOfValue } from "@/lib/domain/shard";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import type { CampaignRow } from "@/lib/server/db/coupons/campaign-row";
import { type ListedVoucher, listVouchers, type VoucherFilter } from "@/lib/server/db/coupons/list-vouchers";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
import { pool } from "@/lib/server/db/pool";
import { pageOfRows, positionOf } from "./page-of-rows";

type Query = z.output<NonNullable<typeof listCampaignVouchersContract.query>>;

/** The codes of a campaign, newest first, with whom each was given to and where it stands. */
export async function listCampaignVouchers(
  { actor, params, query }: { actor: Actor; params: { id: string }; query: Query },
  clock = systemClock,
): Promise<ResponseOf<typeof listCampaignVouchersContract>> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const campaign = await readCampaign(pool(), workspaceId, params.id);
  if (!campaign) throw notFound("campaign");
  const now = clock();
  const filter: VoucherFilter = {
    campaignId: campaign.id,
    state: query.state,
    isRare: await isRare(workspaceId, campaign.id, query.state),
    now,
    isOver: campaign.ends_at !== null && campaign.ends_at <= now,
    after: positionOf(query.cursor),
    limit: query.limit + 1,
  };
  const rows = query.search
    ? await search(workspaceId, filter, query.search)
    : await listVouchers(pool(), workspaceId, filter);
  const { page, nextCursor } = pageOfRows(rows, query.limit);
  return { data: page.map((row) => shown(row, campaign, now.getTime())), nextCursor };
}

/** Whether less than one code in fifty is in this state, by the campaign's counters; of a small campaign it makes no difference. */
async function isRare(workspaceId: string, campaignId: string, state: Query["state"]): Promise<boolean> {
  if (state !== "given" && state !== "used") return false;
  const numbers = (await campaignNumbers(pool(), workspaceId, [campaignId])).get(campaignId);
  if (!numbers || numbers.codes < 10_000) return false;
  return (state === "given" ? numbers.given : numbers.redeemed) * 50 < numbers.codes;
}

/** A whole code as written or in capitals, else all codes of the customer with this id, e-mail address or phone number. */
async function search(workspaceId: string, filter: VoucherFilter, text: string): Promise<ListedVoucher[]> {
  for (const code of new Set([text, text.toUpperCase()])) {
    const rows = await listVouchers(pool(), workspaceId, {
      ...filter,
      code: { shard: shardOfValue(code), text: code },
    });
    if (rows.length > 0) return rows;
  }
  const identities: Identity[] = [
    { kind: "external_id", value: text },
    { kind: "email", value: text.toLowerCase() },
    { kind: "phone", value: text.replace(/[\s()-]/g, "") },
  ];
  const owners = await findOwners(pool(), workspaceId, identities);
  const customerIds = identities.flatMap((identity) => owners.get(identityKey(identity)) ?? []);
  return customerIds.length > 0 ? await listVouchers(pool(), workspaceId, { ...filter, customerIds }) : [];
}

function shown(row: ListedVoucher, campaign: CampaignRow, now: number): z.output<typeof campaignVoucher> {
  return {
    id: row.id,
    code: row.code,
    state: stateOf(row, campaign, now),
    customer: row.customer_id ? { id: row.customer_id, name: row.customer_name ?? "Unnamed" } : null,
    runId: row.run_id,
    givenAt: row.published_at?.toISOString() ?? null,
    expiresAt:
      (row.published_at ? row.expires_at : (row.expires_at ?? campaign.ends_at))?.toISOString() ?? null,
    quantity: row.quantity,
    redeemedQuantity: row.redeemed_quantity,
  };
}

const WORDS = {
  voucher_disabled: "off",
  voucher_not_active_now: "not_yet",
  voucher_not_active: "not_yet",
  voucher_expired: "expired",
  quantity_exceeded: "used",
} as const;

function stateOf(
  row: ListedVoucher,
  campaign: CampaignRow,
  now: number,
): z.output<typeof campaignVoucher>["state"] {
  // A code that is used up stays so, whatever has become of its dates or its campaign.
  if (row.quantity !== null && row.redeemed_quantity >= row.quantity) return "used";
  const state = voucherState(
    {
      active: row.active,
      publishedAt: row.published_at?.getTime() ?? null,
      startsAt: row.starts_at?.getTime() ?? null,
      expiresAt: row.expires_at?.getTime() ?? null,
      quantity: row.quantity,
      redeemedQuantity: row.redeemed_quantity,
    },
    {
      active: campaign.active,
      startsAt: campaign.starts_at?.getTime() ?? null,
      endsAt: campaign.ends_at?.getTime() ?? null,
      validForMs: campaign.valid_for_ms,
    },
    now,
  );
  if (state.kind === "inapplicable") return WORDS[state.key];
  return row.published_at || campaign.type === "standalone" ? "given" : "free";
}
