import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { latestCodeImport } from "@/lib/server/db/coupons/code-imports";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool } from "@/lib/server/db/pool";
import { csvLine } from "@/lib/utils/csv";

const MOST = 10_000;

/** The refused lines of the latest file of a campaign as a CSV file, as many of them as are kept. */
export async function listImportProblems({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<Response> {
  authorise(actor, "coupons:write");
  const campaign = await readCampaign(pool(), actor.workspaceId, params.id);
  if (!campaign) throw notFound("campaign");
  const file = await latestCodeImport(pool(), campaign.id, { problems: MOST });
  const lines = (file?.problems ?? []).map(({ line, column, message }) => csvLine([line, column, message]));
  return new Response([csvLine(["line", "column", "reason"]), ...lines].join(""), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(`${campaign.name} refused lines.csv`)}`,
      "cache-control": "no-store",
    },
  });
}
