import { randomUUID } from "node:crypto";
import type { compatQualifyCampaigns } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { campaignsByIds } from "@/lib/server/db/coupons/campaigns-by-ids";
import { nextCodes } from "@/lib/server/db/coupons/next-codes";
import { CAMPAIGNS } from "@/lib/server/db/lists/kinds";
import { inOrder, narrowedIds } from "@/lib/server/db/lists/narrowed-ids";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";
import { campaignObjects } from "./campaign-objects";
import { judgeCodes } from "./judge-codes";
import { refuseAudienceOnly } from "./refuse-audience-only";

/** Of which campaigns a code, were it given to the customer now, would count for an order; the first hundred that are on are looked at. */
export async function qualifyCampaigns(
  { actor, query, body }: CompatCall<typeof compatQualifyCampaigns>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:redeem");
  refuseAudienceOnly(query);
  const { workspaceId } = actor;
  const now = clock();
  const customerId =
    (await findShopper(workspaceId, body.customer ?? body.order?.customer))?.customerId ?? null;
  const page = { limit: 100, page: 1, order: query.order };
  const { ids } = await narrowedIds(pool(), CAMPAIGNS, workspaceId, page, [["c.active = ?", true]]);
  const codes = await nextCodes(pool(), workspaceId, ids);
  const next = ids.flatMap((id) => codes.get(id) ?? []).map((code) => ({ ...code, customerId }));
  const found = await judgeCodes(actor, next, body, () => customerId, now.getTime());
  const wanted = found.slice(0, query.limit).map(({ voucher }) => voucher.campaign.id);
  const rows = inOrder(wanted, await campaignsByIds(pool(), workspaceId, wanted));
  const shapes = await campaignObjects(pool(), workspaceId, rows.map(campaignOf));
  return {
    status: 200,
    body: {
      ...listShape("data", shapes, found.length),
      id: publicId("qlf", randomUUID()),
      created_at: now.toISOString(),
    },
  };
}
