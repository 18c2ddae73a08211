import type { KeyScope } from "@/lib/domain/access/permissions";
import type { Queryable } from "@/lib/server/db/pool";

/** A token that counts, with the key it stands for. */
export type FoundToken = {
  workspace_id: string;
  api_key_id: string;
  name: string;
  key_scope: KeyScope;
  scope: string;
  expires_at: Date;
};

/** The token with this hash, unless it or its key has run out or was revoked. */
export async function findToken(queryable: Queryable, hash: Buffer, now: Date): Promise<FoundToken | null> {
  const { rows } = await queryable.query<FoundToken>({
    name: "find-token",
    text: `SELECT t.workspace_id, t.api_key_id, k.name, k.scope AS key_scope, t.scope, t.expires_at
           FROM oauth_token t JOIN api_key k ON k.id = t.api_key_id
           WHERE t.hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND k.revoked_at IS NULL`,
    values: [hash, now],
  });
  return rows[0] ?? null;
}

/** Keeps a token that was made for a key. */
export async function insertToken(
  queryable: Queryable,
  token: { hash: Buffer; workspaceId: string; apiKeyId: string; scope: string; expiresAt: Date },
): Promise<void> {
  await queryable.query(
    `INSERT INTO oauth_token (hash, workspace_id, api_key_id, scope, expires_at) VALUES ($1, $2, $3, $4, $5)`,
    [token.hash, token.workspaceId, token.apiKeyId, token.scope, token.expiresAt],
  );
}

/** Ends a token of a workspace. Twice is the same as once, and an unknown one is none already. */
export async function revokeToken(
  queryable: Queryable,
  workspaceId: string,
  hash: Buffer,
  now: Date,
): Promise<void> {
  await queryable.query(
    `UPDATE oauth_token SET revoked_at = $3 WHERE workspace_id = $1 AND hash = $2 AND revoked_at IS NULL`,
    [workspaceId, hash, now],
  );
}
