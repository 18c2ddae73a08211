import { randomBytes } from "node:crypto";
import type { oauthTokenContract } from "@/lib/contracts/compat-oauth";
import type { Actor } from "@/lib/server/auth/actor";
import { TOKEN_START, tokenHash } from "@/lib/server/auth/token-actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { insertToken } from "@/lib/server/db/accounts/oauth-tokens";
import { pool } from "@/lib/server/db/pool";

const LIVES_SECONDS = 900;

/** Makes a token for the API key that signed in, which may do what the key may. */
export async function issueToken(
  { actor, body }: CompatCall<typeof oauthTokenContract>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  if ((body.grant_type ?? "client_credentials") !== "client_credentials")
    throw new CompatError("invalid_grant", 'grant_type: the only one is "client_credentials".');
  if ((body.scope ?? "api") !== "api")
    throw new CompatError("invalid_grant", 'scope: the only one is "api".');
  const token = `${TOKEN_START}${randomBytes(32).toString("base64url")}`;
  const expiresAt = new Date(clock().getTime() + LIVES_SECONDS * 1_000);
  const apiKeyId = apiKeyIdOf(actor);
  await insertToken(pool(), {
    hash: tokenHash(token),
    workspaceId: actor.workspaceId,
    apiKeyId,
    scope: "api",
    expiresAt,
  });
  return {
    status: 200,
    body: {
      access_token: token,
      client_id: apiKeyId,
      expires_at: Math.floor(expiresAt.getTime() / 1_000),
      expires_in: LIVES_SECONDS,
      scope: "api",
      token_type: "Bearer",
    },
  };
}

function apiKeyIdOf({ id }: Actor): string {
  return id.slice("key:".length);
}
