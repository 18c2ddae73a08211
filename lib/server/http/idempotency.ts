import { createHash } from "node:crypto";
import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";

/**
 * Carries out a write once per (workspace, Idempotency-Key). A retry gets the first answer; the same key with another request is
 * refused; a failed first try (5xx) leaves the key free for the next.
 */
export async function replayable(
  actor: Actor,
  key: string,
  request: Request,
  body: unknown,
  answer: () => Promise<Response>,
): Promise<Response> {
  if (key.length > 255)
    throw new DomainError("invalid_input", "Idempotency-Key is longer than 255 characters.");
  const hash = createHash("sha256")
    .update(`${request.method} ${new URL(request.url).pathname}\n${JSON.stringify(body ?? null)}`)
    .digest("hex");
  const taken = await pool().query(
    `INSERT INTO idempotency_key (workspace_id, key, request_hash) VALUES ($1, $2, $3)
     ON CONFLICT (workspace_id, key) DO NOTHING RETURNING key`,
    [actor.workspaceId, key, hash],
  );
  if (taken.rowCount === 0) return await earlier(actor, key, hash);
  try {
    const response = await answer();
    const text = await response.clone().text();
    await pool().query(
      `UPDATE idempotency_key SET status = $3, response = $4 WHERE workspace_id = $1 AND key = $2`,
      [actor.workspaceId, key, response.status, JSON.stringify(text)],
    );
    return response;
  } catch (error) {
    await pool().query(`DELETE FROM idempotency_key WHERE workspace_id = $1 AND key = $2`, [
      actor.workspaceId,
      key,
    ]);
    throw error;
  }
}

async function earlier(actor: Actor, key: string, hash: string): Promise<Response> {
  const { rows } = await pool().query<{
    request_hash: string;
    status: number | null;
    response: string | null;
  }>(`SELECT request_hash, status, response FROM idempotency_key WHERE workspace_id = $1 AND key = $2`, [
    actor.workspaceId,
    key,
  ]);
  const first = rows[0];
  if (!first || first.status === null) {
    throw new DomainError(
      "conflict",
      "The first request with this Idempotency-Key is still being carried out. Try again in a moment.",
    );
  }
  if (first.request_hash !== hash) {
    throw new DomainError(
      "conflict",
      "This Idempotency-Key was used for a different request. Use a new key.",
    );
  }
  return new Response(first.response || null, {
    status: first.status,
    headers: { "content-type": "application/json", "idempotent-replayed": "true" },
  });
}
