import { createApiKeyContract, listApiKeysContract } from "@/lib/contracts/api-keys";
import { route } from "@/lib/server/http/route";
import { createApiKey } from "@/lib/server/use-cases/api-keys/create-api-key";
import { listApiKeys } from "@/lib/server/use-cases/api-keys/list-api-keys";

export const GET = route(listApiKeysContract, (call) => listApiKeys(call));
export const POST = route(createApiKeyContract, ({ actor, body }) => createApiKey({ actor, body }));
