import type { Queryable } from "@/lib/server/db/pool";

export type AuditRow = {
  workspaceId: string;
  /** user:<id> | key:<id> | system */
  actor: string;
  /** What was done, as noun.verb: flow.published */
  action: string;
  objectType: string;
  objectId: string;
  detail?: Record<string, unknown>;
  at: Date;
};

/** Writes down who did what. Inside the transaction that does it, so that neither stands without the other. */
export async function writeAudit(queryable: Queryable, row: AuditRow): Promise<void> {
  await queryable.query({ name: "write-audit", text: SQL, values: valuesOf(row) });
}

const SQL = `
INSERT INTO audit_entry (workspace_id, actor, action, object_type, object_id, detail, at)
VALUES ($1, $2, $3, $4, $5, $6, $7)`;

function valuesOf(row: AuditRow): unknown[] {
  const { workspaceId, actor, action, objectType, objectId, detail, at } = row;
  return [workspaceId, actor, action, objectType, objectId, JSON.stringify(detail ?? {}), at];
}
