import { createHash } from "node:crypto";
import { permissionsOfScope } from "@/lib/domain/access/permissions";
import { findToken } from "@/lib/server/db/accounts/oauth-tokens";
import { pool } from "@/lib/server/db/pool";
import type { Actor } from "./actor";

/** What a token begins with, to tell it from the API key it stands for. */
export const TOKEN_START = "ct_";

/** Who calls with this short-lived token: its API key, while neither has run out nor been revoked. Null for anything else. */
export async function actorOfToken(token: string, now: Date): Promise<Actor | null> {
  if (!token.startsWith(TOKEN_START)) return null;
  const found = await findToken(pool(), tokenHash(token), now);
  if (!found) return null;
  return {
    workspaceId: found.workspace_id,
    id: `key:${found.api_key_id}`,
    kind: "key",
    userId: null,
    name: found.name,
    role: `${found.key_scope} key`,
    permissions: new Set(permissionsOfScope(found.key_scope)),
  };
}

/** What is stored of a token. It is random, so that a plain hash cannot be guessed back. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
