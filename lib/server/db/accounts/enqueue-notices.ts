import type { Role } from "@/lib/domain/access/permissions";
import type { Queryable } from "@/lib/server/db/pool";

/** Something that people of a workspace should know. `id` says which: it reaches each of them once. */
export type Notice = {
  id: string;
  workspaceId: string;
  roles: readonly Role[];
  subject: string;
  /** Plain sentences, a paragraph each. */
  paragraphs: readonly string[];
};

/** Adds a job for each member with one of the roles, in the caller's transaction: they are mailed if and only if that commits. */
export async function enqueueNotices(queryable: Queryable, notice: Notice): Promise<void> {
  const { id, workspaceId, roles, subject, paragraphs } = notice;
  await queryable.query(
    `SELECT graphile_worker.add_job('send_notice',
       json_build_object('id', $1::text || ':' || u.id, 'workspaceId', $2::text, 'to', u.email, 'subject', $4::text, 'paragraphs', $5::json),
       job_key => 'send_notice:' || $1::text || ':' || u.id, max_attempts => 10)
     FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.workspace_id = $2::uuid AND m.role = ANY ($3::text[])`,
    [id, workspaceId, roles, subject, JSON.stringify(paragraphs)],
  );
}
