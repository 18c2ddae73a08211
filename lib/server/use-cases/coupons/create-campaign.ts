import { v7 as uuid } from "uuid";
import type { createCampaignContract } from "@/lib/contracts/campaigns";
import type { ResponseOf } from "@/lib/contracts/contract";
import { type CampaignFields, campaignIssues } from "@/lib/domain/coupon/campaign";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { insertCodes } from "@/lib/server/db/coupons/insert-codes";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { insertCampaign } from "@/lib/server/db/coupons/save-campaign";
import { transaction } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";
import { codeTaken, nameTaken } from "./name-taken";

/** Creates a campaign; a standalone one with its code. @throws DomainError invalid_input, or conflict when the name or code is taken */
export async function createCampaign(
  { actor, body }: { actor: Actor; body: CampaignFields },
  clock = systemClock,
): Promise<ResponseOf<typeof createCampaignContract>> {
  authorise(actor, "coupons:write");
  const issues = campaignIssues(body);
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The campaign does not fit together.", { issues });
  const { workspaceId } = actor;
  const id = uuid();
  const row = await transaction(async (client) => {
    if (!(await insertCampaign(client, { ...body, id, workspaceId }, clock()))) throw nameTaken(body.name);
    if (body.type === "standalone" && body.code !== null) {
      const campaign = { id, workspaceId, quantity: body.quantityPerCode };
      if ((await insertCodes(client, campaign, [body.code], clock())) === 0) throw codeTaken(body.code);
    }
    await auditCampaign(client, actor, "created", { id, name: body.name }, clock());
    return await readCampaign(client, workspaceId, id);
  });
  if (!row) throw notFound("campaign");
  return campaignOf(row);
}
