import type { z } from "zod";
import type { listCampaignRedemptionsContract } from "@/lib/contracts/campaign-codes";
import type { ResponseOf } from "@/lib/contracts/contract";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { listRedemptions } from "@/lib/server/db/coupons/list-redemptions";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool } from "@/lib/server/db/pool";
import { pageOfRows, positionOf } from "./page-of-rows";

type Query = z.output<NonNullable<typeof listCampaignRedemptionsContract.query>>;

/** What a campaign's codes were used for, newest first, with the tries that were refused and why. */
export async function listCampaignRedemptions({
  actor,
  params,
  query,
}: {
  actor: Actor;
  params: { id: string };
  query: Query;
}): Promise<ResponseOf<typeof listCampaignRedemptionsContract>> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  if (!(await readCampaign(pool(), workspaceId, params.id))) throw notFound("campaign");
  const filter = { campaignId: params.id, after: positionOf(query.cursor), limit: query.limit + 1 };
  const { page, nextCursor } = pageOfRows(await listRedemptions(pool(), workspaceId, filter), query.limit);
  return {
    data: page.map((row) => ({
      id: row.id,
      code: row.code,
      status: row.status,
      failure: row.failure,
      customer: row.customer_id ? { id: row.customer_id, name: row.customer_name ?? "Unnamed" } : null,
      orderId: row.order_id,
      orderAmount: row.order_amount,
      discountAmount: row.discount_amount,
      currency: row.currency,
      createdAt: row.created_at.toISOString(),
    })),
    nextCursor,
  };
}
