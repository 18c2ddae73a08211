import type { ResponseOf } from "@/lib/contracts/contract";
import type { listMailchimpExportsContract } from "@/lib/contracts/mailchimp";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { listMailchimpExports as readExports } from "@/lib/server/db/mailchimp/mailchimp-exports";
import { pool } from "@/lib/server/db/pool";
import { mailchimpExportAnswer } from "./mailchimp-answer";

/** The latest exports of a campaign, newest first. */
export async function listMailchimpExports({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof listMailchimpExportsContract>> {
  authorise(actor, "read");
  const campaign = await readCampaign(pool(), actor.workspaceId, params.id);
  if (!campaign) throw notFound("campaign");
  return { data: (await readExports(pool(), campaign.id)).map(mailchimpExportAnswer), nextCursor: null };
}
