import { oauthTokenContract } from "@/lib/contracts/compat-oauth";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { issueToken } from "@/lib/server/use-cases/oauth/issue-token";

export const POST = compatRoute(oauthTokenContract, (call) => issueToken(call));
