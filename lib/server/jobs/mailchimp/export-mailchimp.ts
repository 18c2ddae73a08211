import type pg from "pg";
import { z } from "zod";
import { Mailchimp, MailchimpRefused } from "@/lib/server/channels/mailchimp";
import type { Clock } from "@/lib/server/clock";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { type GivenCode, givenCodes } from "@/lib/server/db/mailchimp/given-codes";
import { findMailchimp } from "@/lib/server/db/mailchimp/mailchimp-connection";
import {
  findMailchimpExport,
  type MailchimpExportRow,
  saveMailchimpExport,
} from "@/lib/server/db/mailchimp/mailchimp-exports";
import { transaction } from "@/lib/server/db/pool";
import { decrypt } from "@/lib/server/secrets";

const payloadShape = z.object({ exportId: z.uuid() });
const PAGE = 100;
/** Mailchimp takes ten calls of an account at once; others of the shop's systems may be calling, too. */
const AT_ONCE = 5;

/**
 * Writes a campaign's codes into a Mailchimp audience, a page at a time: whoever carries on after a crash begins behind the last page, and writing
 * a code again changes nothing. @throws Error what may go better later, unless this was the last try
 */
export async function exportMailchimp(
  payload: unknown,
  { pool, clock, last }: { pool: pg.Pool; clock: Clock; last: boolean },
): Promise<void> {
  const { exportId } = payloadShape.parse(payload);
  const found = await findMailchimpExport(pool, exportId);
  if (!found || found.status === "done" || found.status === "failed") return;
  const row: MailchimpExportRow = { ...found, status: "running" };
  try {
    await writeAll(pool, row, clock);
    await end(pool, { ...row, status: "done" }, clock());
  } catch (error) {
    if (!(error instanceof MailchimpRefused) && !last) throw error;
    await end(pool, { ...row, status: "failed", failure: (error as Error).message.slice(0, 500) }, clock());
  }
}

async function writeAll(pool: pg.Pool, row: MailchimpExportRow, clock: Clock): Promise<void> {
  const connection = await findMailchimp(pool, row.workspace_id);
  if (!connection) throw new MailchimpRefused("Mailchimp is not connected any more.");
  const mailchimp = new Mailchimp({ ...connection, apiKey: keyOf(connection.secret) });
  await mailchimp.ensureMergeField();
  for (let page = await next(pool, row, clock); page.length > 0; page = await next(pool, row, clock)) {
    // Of several codes of one customer the latest counts: they must not be written side by side.
    const latest = [...new Map(page.map((given) => [given.email.toLowerCase(), given])).values()];
    for (let start = 0; start < latest.length; start += AT_ONCE) {
      const took = await allOf(
        latest.slice(start, start + AT_ONCE).map((given) => mailchimp.writeCode(given)),
      );
      row.written += took.filter(Boolean).length;
      row.refused += took.filter((taken) => !taken).length;
    }
    const end = page.at(-1)!;
    row.after_at = end.at;
    row.after_id = end.id;
    await saveMailchimpExport(pool, row, clock());
    if (page.length < PAGE) return;
  }
}

/** All results, or the first failure once nothing is under way any more. */
async function allOf<T>(calls: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(calls);
  return await Promise.all(calls);
}

async function next(pool: pg.Pool, row: MailchimpExportRow, clock: Clock): Promise<GivenCode[]> {
  const after = row.after_at && row.after_id ? { at: row.after_at, id: row.after_id } : null;
  return await givenCodes(pool, row.campaign_id, { after, limit: PAGE, now: clock() });
}

async function end(pool: pg.Pool, row: MailchimpExportRow, now: Date): Promise<void> {
  await transaction(async (client) => {
    if (!(await saveMailchimpExport(client, row, now))) return;
    const name =
      row.status === "done" ? "campaign.export_mailchimp_done" : "campaign.export_mailchimp_failed";
    const { id, campaign_id: campaignId, written, refused, failure } = row;
    const properties = {
      exportId: id,
      campaignId,
      written,
      refused,
      ...(failure === null ? {} : { failure }),
    };
    const happening = {
      name,
      customerId: null,
      properties,
      messageId: `mailchimp:${id}:${row.status}`,
    } as const;
    await emitInternal(client, row.workspace_id, [happening], { now });
  }, pool);
}

function keyOf(secret: string): string {
  try {
    return decrypt(secret);
  } catch {
    throw new MailchimpRefused("The API key cannot be read any more. Enter it again under Settings.");
  }
}
