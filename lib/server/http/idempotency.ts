import { createHmac } from "node:crypto";
import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";

// A request takes seconds. One that has not answered after a minute died with its process, and its key is free again.
const DEAD_AFTER_MS = 60_000;

type Write = {
  key: string;
  request: Request;
  body: unknown;
  /** False: the answer holds a secret, so it is not kept, and a retry is told that the first try succeeded. */
  keepAnswer: boolean;
};

/**
 * Carries out a write once per (workspace, Idempotency-Key). A retry gets the first answer; the same key with another request is
 * refused; a failed first try leaves the key free for the next.
 */
export async function replayable(
  actor: Actor,
  write: Write,
  answer: () => Promise<Response>,
  clock = systemClock,
): Promise<Response> {
  if (write.key.length > 255)
    throw new DomainError("invalid_input", "Idempotency-Key is longer than 255 characters.");
  const id = [actor.workspaceId, write.key];
  const hash = requestHash(write);
  const claim = await claimKey(id, hash, clock());
  if (!claim) return await earlier(id, hash, write.keepAnswer);
  try {
    const response = await answer();
    if (response.status >= 500) await releaseKey(id, claim);
    else await keepAnswer(id, claim, response, write.keepAnswer);
    return response;
  } catch (error) {
    await releaseKey(id, claim);
    throw error;
  }
}

/** Keyed, because a body may hold a password, which a plain hash would let somebody guess. */
function requestHash({ request, body }: Write): string {
  return createHmac("sha256", env().SECRETS_KEY)
    .update(`${request.method} ${new URL(request.url).pathname}\n${JSON.stringify(body ?? null)}`)
    .digest("hex");
}

/** @returns the claim, or null when another request has or had the key */
async function claimKey(id: string[], hash: string, now: Date): Promise<Date | null> {
  const { rows } = await pool().query<{ created_at: Date }>(
    `INSERT INTO idempotency_key AS k (workspace_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace_id, key) DO UPDATE SET created_at = excluded.created_at
       WHERE k.status IS NULL AND k.request_hash = excluded.request_hash AND k.created_at < $5
     RETURNING created_at`,
    [...id, hash, now, new Date(now.getTime() - DEAD_AFTER_MS)],
  );
  return rows[0]?.created_at ?? null;
}

// Both name the claim: a request that was taken for dead must not write over the answer of the one that took its key.
async function keepAnswer(id: string[], claim: Date, response: Response, withBody: boolean): Promise<void> {
  const text = withBody ? JSON.stringify(await response.clone().text()) : null;
  await pool().query(
    `UPDATE idempotency_key SET status = $4, response = $5
     WHERE workspace_id = $1 AND key = $2 AND created_at = $3 AND status IS NULL`,
    [...id, claim, response.status, text],
  );
}

async function releaseKey(id: string[], claim: Date): Promise<void> {
  await pool().query(
    `DELETE FROM idempotency_key WHERE workspace_id = $1 AND key = $2 AND created_at = $3 AND status IS NULL`,
    [...id, claim],
  );
}

async function earlier(id: string[], hash: string, kept: boolean): Promise<Response> {
  const { rows } = await pool().query<{
    request_hash: string;
    status: number | null;
    response: string | null;
  }>(`SELECT request_hash, status, response FROM idempotency_key WHERE workspace_id = $1 AND key = $2`, id);
  const first = rows[0];
  if (first && first.request_hash !== hash)
    throw new DomainError(
      "conflict",
      "This Idempotency-Key was used for a different request. Use a new key.",
    );
  if (!first || first.status === null) {
    throw new DomainError(
      "conflict",
      "The first request with this Idempotency-Key is still being carried out. Try again in a moment.",
      { extra: { retryAfterSeconds: 1 } },
    );
  }
  if (!kept) {
    throw new DomainError(
      "conflict",
      "The first request with this Idempotency-Key was carried out. Its answer holds a secret and is not shown twice.",
    );
  }
  return new Response(first.response || null, {
    status: first.status,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "idempotent-replayed": "true",
    },
  });
}
