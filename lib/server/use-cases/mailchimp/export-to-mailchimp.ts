import { v7 as uuid } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { exportToMailchimpContract } from "@/lib/contracts/mailchimp";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { findMailchimp } from "@/lib/server/db/mailchimp/mailchimp-connection";
import {
  findMailchimpExport,
  insertMailchimpExport,
  listMailchimpExports,
} from "@/lib/server/db/mailchimp/mailchimp-exports";
import { transaction } from "@/lib/server/db/pool";
import { mailchimpExportAnswer } from "./mailchimp-answer";

/** Plans the export of a campaign's codes. @throws DomainError conflict where no account is connected, or an export is under way */
export async function exportToMailchimp(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<ResponseOf<typeof exportToMailchimpContract>> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  const id = uuid();
  return await transaction(async (client) => {
    const campaign = await readCampaign(client, workspaceId, params.id, { lock: true });
    if (!campaign) throw notFound("campaign");
    if (!(await findMailchimp(client, workspaceId)))
      throw new DomainError("conflict", "Mailchimp is not connected. Connect it under Settings, Channels.");
    const [latest] = await listMailchimpExports(client, campaign.id);
    if (latest?.status === "scheduled" || latest?.status === "running")
      throw new DomainError("conflict", "An export of this campaign is under way. Wait until it is done.");
    const now = clock();
    await insertMailchimpExport(
      client,
      { id, workspaceId, campaignId: campaign.id, createdBy: actor.id },
      now,
    );
    const properties = {
      exportId: id,
      campaignId: campaign.id,
      campaignName: campaign.name,
      by: actor.id,
    };
    await emitInternal(
      client,
      workspaceId,
      [{ name: "campaign.export_mailchimp_scheduled", customerId: null, properties }],
      { now },
    );
    const row = await findMailchimpExport(client, id);
    if (!row) throw notFound("export");
    return mailchimpExportAnswer(row);
  });
}
