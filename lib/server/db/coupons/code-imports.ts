import type { Queryable } from "@/lib/server/db/pool";

/** A file of codes being taken in, with the first lines of it that were refused. */
export type CodeImportRow = {
  id: string;
  file_name: string;
  status: "checking" | "writing" | "done" | "refused" | "failed";
  lines: number;
  codes: number;
  written: number;
  given: number;
  refused: number;
  problems: ImportProblem[];
  failure: string | null;
  created_at: Date;
  updated_at: Date;
};

type ImportProblem = { line: number; column: string | null; message: string };

const GOING_ON = "status IN ('checking', 'writing')";

/** Begins with a file. What is known of earlier ones of the campaign that have ended is forgotten. */
export async function insertCodeImport(
  queryable: Queryable,
  file: { id: string; workspaceId: string; campaignId: string; fileName: string; createdBy: string },
  now: Date,
): Promise<void> {
  await queryable.query(`DELETE FROM code_import WHERE campaign_id = $1 AND NOT ${GOING_ON}`, [
    file.campaignId,
  ]);
  await queryable.query(
    `INSERT INTO code_import (id, workspace_id, campaign_id, file_name, created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [file.id, file.workspaceId, file.campaignId, file.fileName, file.createdBy, now],
  );
}

type Written = Pick<CodeImportRow, "id" | "status" | "lines" | "codes" | "written" | "refused"> &
  Partial<Pick<CodeImportRow, "given" | "failure" | "problems">>;

/** Notes how far a file is, or how it ended. One that has ended stays as it is. */
export async function saveCodeImport(queryable: Queryable, file: Written, now: Date): Promise<void> {
  await queryable.query(
    `UPDATE code_import SET status = $2, lines = $3, codes = $4, written = $5, refused = $6, given = $7, failure = $8, problems = $9, updated_at = $10
     WHERE id = $1 AND ${GOING_ON}`,
    [
      file.id,
      file.status,
      file.lines,
      file.codes,
      file.written,
      file.refused,
      file.given ?? 0,
      file.failure ?? null,
      JSON.stringify(file.problems ?? []),
      now,
    ],
  );
}

/** Whether a file of a workspace goes on that has said so since a moment. */
export async function importGoesOn(queryable: Queryable, workspaceId: string, since: Date): Promise<boolean> {
  const { rows } = await queryable.query(
    `SELECT 1 FROM code_import WHERE workspace_id = $1 AND ${GOING_ON} AND updated_at > $2 LIMIT 1`,
    [workspaceId, since],
  );
  return rows.length > 0;
}

/** The latest file of a campaign, with the first `problems` of its refused lines; null when there was none. */
export async function latestCodeImport(
  queryable: Queryable,
  campaignId: string,
  { problems = 100 } = {},
): Promise<CodeImportRow | null> {
  const { rows } = await queryable.query<CodeImportRow>(
    `SELECT id, file_name, status, lines, codes, written, given, refused, failure, created_at, updated_at,
       jsonb_path_query_array(problems, '$[0 to $last]', jsonb_build_object('last', $2::int - 1)) AS problems
     FROM code_import WHERE campaign_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [campaignId, problems],
  );
  return rows[0] ?? null;
}

/** Forgets the files of a campaign that have ended, or have said nothing since a moment. */
export async function forgetCodeImports(
  queryable: Queryable,
  { workspaceId, campaignId }: { workspaceId: string; campaignId: string },
  since: Date,
): Promise<void> {
  await queryable.query(
    `DELETE FROM code_import WHERE campaign_id = $1 AND workspace_id = $2 AND (NOT ${GOING_ON} OR updated_at <= $3)`,
    [campaignId, workspaceId, since],
  );
}
