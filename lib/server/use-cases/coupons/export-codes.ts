import { Readable } from "node:stream";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { type ExportedCode, exportCodes as readCodes } from "@/lib/server/db/coupons/export-codes";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool } from "@/lib/server/db/pool";
import { csvLine } from "@/lib/utils/csv";

type Call = { actor: Actor; params: { id: string }; query: { columns: "all" | "emails" } };

/**
 * The codes of a campaign as a CSV file, written while it is read. Whoever holds the file holds the codes, so it is not for those who only look, and
 * is written down. `emails`: only codes that customers with an e-mail address have, joined
 * with it, for mail programs that take a list (S3-49).
 */
export async function exportCodes({ actor, params, query }: Call, clock = systemClock): Promise<Response> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  const campaign = await readCampaign(pool(), workspaceId, params.id);
  if (!campaign) throw notFound("campaign");
  await writeAudit(pool(), {
    workspaceId,
    actor: actor.id,
    action: "codes.downloaded",
    objectType: "campaign",
    objectId: campaign.id,
    detail: { columns: query.columns },
    at: clock(),
  });
  const lines = linesOf(readCodes(pool(), workspaceId, campaign.id), query.columns);
  return new Response(Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(`${campaign.name} ${query.columns === "emails" ? "codes and e-mails" : "codes"}.csv`)}`,
      "cache-control": "no-store",
    },
  });
}

async function* linesOf(
  pages: AsyncGenerator<ExportedCode[]>,
  columns: Call["query"]["columns"],
): AsyncGenerator<string> {
  yield csvLine(columns === "emails" ? EMAILS : ALL);
  for await (const page of pages) {
    const rows = columns === "emails" ? page.filter(({ email }) => email !== null) : page;
    yield rows.map((row) => csvLine(columns === "emails" ? withEmail(row) : whole(row))).join("");
  }
}

const EMAILS = ["email", "code", "first_name", "last_name", "expires_at"];
const withEmail = ({ email, code, first_name, last_name, expires_at }: ExportedCode) => [
  email,
  code,
  first_name,
  last_name,
  expires_at?.toISOString() ?? null,
];

const ALL = ["code", "email", "customer_id", "phone", "given_at", "expires_at", "redeemed", "redeemable"];
const whole = (row: ExportedCode) => [
  row.code,
  row.email,
  row.external_id ?? row.customer_id,
  row.phone,
  row.published_at?.toISOString() ?? null,
  row.expires_at?.toISOString() ?? null,
  row.redeemed_quantity,
  row.quantity,
];
