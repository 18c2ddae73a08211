import type { Queryable } from "@/lib/server/db/pool";
import type { CodeTerms } from "./code-terms";

/** A lot of codes being made. */
export type CodeBatchRow = {
  id: string;
  workspace_id: string;
  campaign_id: string;
  wanted: number;
  made: number;
  status: "running" | "done" | "failed";
  failure: string | null;
  /** What each of its codes has of its own. */
  terms: CodeTerms;
  created_at: Date;
};

const COLUMNS = "id, workspace_id, campaign_id, wanted, made, status, failure, terms, created_at";

/** Begins a lot. */
export async function insertCodeBatch(
  queryable: Queryable,
  batch: {
    id: string;
    workspaceId: string;
    campaignId: string;
    wanted: number;
    terms?: CodeTerms;
    createdBy: string;
  },
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO code_batch (id, workspace_id, campaign_id, wanted, terms, created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [
      batch.id,
      batch.workspaceId,
      batch.campaignId,
      batch.wanted,
      JSON.stringify(batch.terms ?? {}),
      batch.createdBy,
      now,
    ],
  );
}

/** A lot under its row lock; null when it is gone. */
export async function lockCodeBatch(queryable: Queryable, id: string): Promise<CodeBatchRow | null> {
  const { rows } = await queryable.query<CodeBatchRow>(
    `SELECT ${COLUMNS} FROM code_batch WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/** Notes how far a lot is. The caller holds its row lock. */
export async function saveCodeBatch(
  queryable: Queryable,
  batch: Pick<CodeBatchRow, "id" | "made" | "status" | "failure">,
  now: Date,
): Promise<void> {
  await queryable.query(
    `UPDATE code_batch SET made = $2, status = $3, failure = $4, updated_at = $5 WHERE id = $1`,
    [batch.id, batch.made, batch.status, batch.failure, now],
  );
}

/** The latest lot of a campaign; null when there was none. */
export async function latestCodeBatch(
  queryable: Queryable,
  campaignId: string,
): Promise<CodeBatchRow | null> {
  const { rows } = await queryable.query<CodeBatchRow>(
    `SELECT ${COLUMNS} FROM code_batch WHERE campaign_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [campaignId],
  );
  return rows[0] ?? null;
}
