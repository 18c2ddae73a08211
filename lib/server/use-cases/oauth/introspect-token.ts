import type { oauthIntrospectContract } from "@/lib/contracts/compat-oauth";
import { tokenHash } from "@/lib/server/auth/token-actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { findToken } from "@/lib/server/db/accounts/oauth-tokens";
import { pool } from "@/lib/server/db/pool";

/** Says whether a token counts. One of another workspace is as unknown as one that never was. */
export async function introspectToken(
  { actor, body }: CompatCall<typeof oauthIntrospectContract>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  const found = await findToken(pool(), tokenHash(body.token), clock());
  if (found?.workspace_id !== actor.workspaceId) return { status: 200, body: { active: false } };
  const expiresAt = Math.floor(found.expires_at.getTime() / 1_000);
  return {
    status: 200,
    body: {
      active: true,
      client_id: found.api_key_id,
      scope: found.scope,
      token_type: "Bearer",
      expires_at: expiresAt,
      exp: expiresAt,
    },
  };
}
