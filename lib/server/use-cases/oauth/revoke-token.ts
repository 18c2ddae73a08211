import type { oauthRevokeContract } from "@/lib/contracts/compat-oauth";
import { tokenHash } from "@/lib/server/auth/token-actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { revokeToken as end } from "@/lib/server/db/accounts/oauth-tokens";
import { pool } from "@/lib/server/db/pool";

/** Ends a token at once. */
export async function revokeToken(
  { actor, body }: CompatCall<typeof oauthRevokeContract>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  await end(pool(), actor.workspaceId, tokenHash(body.token), clock());
  return { status: 204, body: null };
}
