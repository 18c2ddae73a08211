import { checkEventDefinitionContract } from "@/lib/contracts/event-definitions";
import { route } from "@/lib/server/http/route";
import { checkEventDefinition } from "@/lib/server/use-cases/event-definitions/check-event-definition";

export const POST = route(checkEventDefinitionContract, (call) => checkEventDefinition(call));
