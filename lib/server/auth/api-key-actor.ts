import { type ClientCall, type KeyScope, permissionsOfScope } from "@/lib/domain/access/permissions";
import type { Clock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import type { Actor } from "./actor";
import { hashApiKey } from "./api-key-secret";

// Ingestion sends the same key thousands of times a second. A revoked key stops at once in this process, and here at the latest.
const KEPT_MS = 5_000;
const KEPT_KEYS = 1_000;
const USED_EVERY_MS = 60_000;

/** An API key in use: who calls with it, and of a client key the pages and calls it is for. */
export type KnownKey = {
  actor: Actor;
  scope: KeyScope;
  origins: readonly string[];
  calls: readonly ClientCall[];
};

const kept = new Map<string, { until: number; key: KnownKey }>();

/** The API key with this secret; null when there is none, or it was revoked. Notes that it was used, once a minute. */
export async function findApiKey(secret: string, clock: Clock): Promise<KnownKey | null> {
  const hash = hashApiKey(secret);
  const now = clock();
  const known = kept.get(hash);
  if (known && known.until > now.getTime()) return known.key;
  kept.delete(hash);
  const { rows } = await pool().query<KeyRow>(
    `SELECT id, workspace_id, name, scope, origins, client_calls, last_used_at FROM api_key WHERE hash = $1 AND revoked_at IS NULL`,
    [hash],
  );
  const row = rows[0];
  if (!row) return null;
  await noteUse(row, now);
  const key = { actor: actorOf(row), scope: row.scope, origins: row.origins, calls: row.client_calls };
  if (kept.size >= KEPT_KEYS) kept.clear();
  kept.set(hash, { until: now.getTime() + KEPT_MS, key });
  return key;
}

/** Makes this process ask the database again: after a key was revoked. */
export function forgetApiKeys(): void {
  kept.clear();
}

type KeyRow = {
  id: string;
  workspace_id: string;
  name: string;
  scope: KeyScope;
  origins: string[];
  client_calls: ClientCall[];
  last_used_at: Date | null;
};

function actorOf(row: KeyRow): Actor {
  return {
    workspaceId: row.workspace_id,
    id: `key:${row.id}`,
    kind: "key",
    userId: null,
    name: row.name,
    role: `${row.scope} key`,
    permissions: new Set(permissionsOfScope(row.scope)),
  };
}

async function noteUse(row: KeyRow, now: Date): Promise<void> {
  if (row.last_used_at && now.getTime() - row.last_used_at.getTime() < USED_EVERY_MS) return;
  await pool().query(
    `UPDATE api_key SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)`,
    [row.id, now, new Date(now.getTime() - USED_EVERY_MS)],
  );
}
