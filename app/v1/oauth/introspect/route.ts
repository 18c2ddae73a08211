import { oauthIntrospectContract } from "@/lib/contracts/compat-oauth";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { introspectToken } from "@/lib/server/use-cases/oauth/introspect-token";

export const POST = compatRoute(oauthIntrospectContract, (call) => introspectToken(call));
