import { suggestDefinitionContract } from "@/lib/contracts/events";
import { route } from "@/lib/server/http/route";
import { suggestDefinition } from "@/lib/server/use-cases/quarantine/suggest-definition";

export const GET = route(suggestDefinitionContract, (call) => suggestDefinition(call));
