import { v7 as uuid } from "uuid";
import { type CampaignFields, campaignIssues } from "@/lib/domain/coupon/campaign";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import type { CampaignRow } from "@/lib/server/db/coupons/campaign-row";
import { insertCodes } from "@/lib/server/db/coupons/insert-codes";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { insertCampaign } from "@/lib/server/db/coupons/save-campaign";
import type { Queryable } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";
import { codeTaken, nameTaken } from "./name-taken";

/**
 * Makes a campaign inside the caller's transaction; a standalone one with its code.
 * @param fields.ownCode nobody asked for it: it is only what a code of its own stands in
 * @throws DomainError invalid_input, or conflict when the name or code is taken
 */
export async function makeCampaign(
  client: Queryable,
  actor: Actor,
  fields: CampaignFields & { ownCode?: boolean },
  now: Date,
): Promise<CampaignRow> {
  const issues = campaignIssues(fields);
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The campaign does not fit together.", { issues });
  const { workspaceId } = actor;
  const id = uuid();
  if (!(await insertCampaign(client, { ...fields, id, workspaceId }, now))) throw nameTaken(fields.name);
  await auditCampaign(client, actor, "created", { id, name: fields.name }, now);
  if (fields.type === "standalone" && fields.code !== null) {
    const campaign = { id, workspaceId, quantity: fields.quantityPerCode };
    if ((await insertCodes(client, campaign, [fields.code], now)) === 0) throw codeTaken(fields.code);
  }
  const row = await readCampaign(client, workspaceId, id);
  if (!row) throw notFound("campaign");
  return row;
}
