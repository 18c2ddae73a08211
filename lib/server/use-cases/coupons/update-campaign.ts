import type { z } from "zod";
import type { updateCampaignContract } from "@/lib/contracts/campaigns";
import type { ResponseOf } from "@/lib/contracts/contract";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { changeCampaign, changesWorth } from "./change-campaign";
import { setItems } from "./set-items";
import { whileGivingRests } from "./while-giving-rests";

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
  const { items, ...fields } = body;
  const change = async (client: Queryable) => {
    const row = await changeCampaign(client, actor, params.id, fields, clock());
    if (items) await setItems(client, actor, row, items, clock());
    return row;
  };
  const row = (await changesWorth(actor, params.id, fields))
    ? await whileGivingRests(actor, params.id, clock(), change)
    : await transaction(change);
  return campaignOf(row);
}
