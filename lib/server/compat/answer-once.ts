import { createHash } from "node:crypto";
import type { Actor } from "@/lib/server/auth/actor";
import type { Queryable } from "@/lib/server/db/pool";
import type { CompatAnswer } from "./compat-route";
import { CompatError } from "./errors";

/**
 * Carries out a write at most once per (workspace, Idempotency-Key), inside the caller's transaction: the answer is kept with what it
 * changed, so there is no moment at which one is stored without the other. A second request with the key waits for the first and
 * gets its answer.
 */
export async function answerOnce(
  client: Queryable,
  actor: Actor,
  request: Request,
  body: unknown,
  work: () => Promise<CompatAnswer>,
): Promise<CompatAnswer> {
  const key = request.headers.get("idempotency-key");
  if (!key) return await work();
  if (key.length > 255)
    throw new CompatError("invalid_payload", "Idempotency-Key is longer than 255 characters.");
  const hash = createHash("sha256")
    .update(`${request.method} ${new URL(request.url).pathname}\n${JSON.stringify(body ?? null)}`)
    .digest("hex");
  const taken = await client.query({
    name: "take-idempotency-key",
    text: `INSERT INTO idempotency_key (workspace_id, key, request_hash) VALUES ($1, $2, $3)
           ON CONFLICT (workspace_id, key) DO NOTHING`,
    values: [actor.workspaceId, key, hash],
  });
  if (taken.rowCount === 0) return await earlier(client, actor.workspaceId, key, hash);
  const answer = await work();
  await client.query({
    name: "keep-answer-of-key",
    text: `UPDATE idempotency_key SET status = $3, response = $4 WHERE workspace_id = $1 AND key = $2`,
    values: [actor.workspaceId, key, answer.status, JSON.stringify(JSON.stringify(answer.body))],
  });
  return answer;
}

async function earlier(
  client: Queryable,
  workspaceId: string,
  key: string,
  hash: string,
): Promise<CompatAnswer> {
  const { rows } = await client.query<{
    request_hash: string;
    status: number | null;
    response: string | null;
  }>(`SELECT request_hash, status, response FROM idempotency_key WHERE workspace_id = $1 AND key = $2`, [
    workspaceId,
    key,
  ]);
  const first = rows[0];
  if (!first || first.request_hash !== hash || first.status === null || first.response === null) {
    throw new CompatError("idempotency_key_reused", "Use a new Idempotency-Key for a different request.");
  }
  return { status: first.status, body: JSON.parse(first.response), replayed: true };
}
