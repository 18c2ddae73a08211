import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { campaignOf, type ShownCampaign } from "@/lib/server/db/coupons/campaign-row";
import { findCampaign } from "@/lib/server/db/coupons/find-campaign";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import type { Queryable } from "@/lib/server/db/pool";

/** A campaign by its public id or its name. @throws CompatError not_found */
export async function findCampaignOrFail(
  queryable: Queryable,
  workspaceId: string,
  text: string,
): Promise<ShownCampaign> {
  const id = await findCampaign(queryable, workspaceId, { id: uuidOf("camp", text), name: text });
  const row = id && (await readCampaign(queryable, workspaceId, id));
  if (!row)
    throw new CompatError("not_found", `There is no campaign ${text}.`, { id: text, type: "campaign" });
  return campaignOf(row);
}
