import { revokeApiKeyContract } from "@/lib/contracts/api-keys";
import { route } from "@/lib/server/http/route";
import { revokeApiKey } from "@/lib/server/use-cases/api-keys/revoke-api-key";

export const DELETE = route(revokeApiKeyContract, (call) => revokeApiKey(call));
