import type { Queryable } from "@/lib/server/db/pool";

/** An export as stored. `after_*`: the last gift that was written. */
export type MailchimpExportRow = {
  id: string;
  workspace_id: string;
  campaign_id: string;
  status: "scheduled" | "running" | "done" | "failed";
  written: number;
  refused: number;
  failure: string | null;
  after_at: Date | null;
  after_id: string | null;
  created_at: Date;
  updated_at: Date;
};

/** Plans an export with its job, in the caller's transaction. */
export async function insertMailchimpExport(
  queryable: Queryable,
  planned: { id: string; workspaceId: string; campaignId: string; createdBy: string },
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO mailchimp_export (id, workspace_id, campaign_id, created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)`,
    [planned.id, planned.workspaceId, planned.campaignId, planned.createdBy, now],
  );
  await queryable.query(
    `SELECT FROM graphile_worker.add_job('export_mailchimp', json_build_object('exportId', $1::text), job_key => 'export_mailchimp:' || $1::text, max_attempts => 12)`,
    [planned.id],
  );
}

/** One export; null when it is gone. */
export async function findMailchimpExport(
  queryable: Queryable,
  id: string,
): Promise<MailchimpExportRow | null> {
  const { rows } = await queryable.query<MailchimpExportRow>(`SELECT * FROM mailchimp_export WHERE id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

/** The latest ten exports of a campaign, newest first. */
export async function listMailchimpExports(
  queryable: Queryable,
  campaignId: string,
): Promise<MailchimpExportRow[]> {
  const { rows } = await queryable.query<MailchimpExportRow>(
    `SELECT * FROM mailchimp_export WHERE campaign_id = $1 ORDER BY created_at DESC, id DESC LIMIT 10`,
    [campaignId],
  );
  return rows;
}

/** Notes how far an export is. @returns whether it was still under way */
export async function saveMailchimpExport(
  queryable: Queryable,
  row: Pick<
    MailchimpExportRow,
    "id" | "status" | "written" | "refused" | "failure" | "after_at" | "after_id"
  >,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `UPDATE mailchimp_export SET status = $2, written = $3, refused = $4, failure = $5, after_at = $6, after_id = $7, updated_at = $8
     WHERE id = $1 AND status IN ('scheduled', 'running')`,
    [row.id, row.status, row.written, row.refused, row.failure, row.after_at, row.after_id, now],
  );
  return rowCount === 1;
}
