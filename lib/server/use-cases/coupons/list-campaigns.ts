import type { z } from "zod";
import type { listCampaignsContract } from "@/lib/contracts/campaigns";
import type { ResponseOf } from "@/lib/contracts/contract";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { listCampaignRows } from "@/lib/server/db/coupons/list-campaign-rows";
import { pool } from "@/lib/server/db/pool";
import { pageOfRows, positionOf } from "./page-of-rows";

type Query = z.output<NonNullable<typeof listCampaignsContract.query>>;

/** The workspace's campaigns, newest first, with what has become of their codes. */
export async function listCampaigns({
  actor,
  query,
}: {
  actor: Actor;
  query: Query;
}): Promise<ResponseOf<typeof listCampaignsContract>> {
  authorise(actor, "read");
  const { search, active, cursor, limit } = query;
  const rows = await listCampaignRows(pool(), actor.workspaceId, {
    search,
    active,
    after: positionOf(cursor),
    limit: limit + 1,
  });
  const { page, nextCursor } = pageOfRows(rows, limit);
  const numbers = await campaignNumbers(
    pool(),
    actor.workspaceId,
    page.map(({ id }) => id),
  );
  return {
    data: page.flatMap((row) => {
      const own = numbers.get(row.id);
      return own ? [{ ...campaignOf(row), numbers: own }] : [];
    }),
    nextCursor,
  };
}
