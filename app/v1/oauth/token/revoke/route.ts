import { oauthRevokeContract } from "@/lib/contracts/compat-oauth";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { revokeToken } from "@/lib/server/use-cases/oauth/revoke-token";

export const POST = compatRoute(oauthRevokeContract, (call) => revokeToken(call));
