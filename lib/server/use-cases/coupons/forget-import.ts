import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { forgetCodeImports } from "@/lib/server/db/coupons/code-imports";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool } from "@/lib/server/db/pool";
import { SILENT_MS } from "./note-again";

/** Shows how the latest file of codes ended no more. One that goes on is left alone. */
export async function forgetImport(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  const campaign = await readCampaign(pool(), workspaceId, params.id);
  if (!campaign) throw notFound("campaign");
  const silent = new Date(clock().getTime() - SILENT_MS);
  await forgetCodeImports(pool(), { workspaceId, campaignId: campaign.id }, silent);
}
