import {
  createEventDefinitionContract,
  listEventDefinitionsContract,
} from "@/lib/contracts/event-definitions";
import { route } from "@/lib/server/http/route";
import { createEventDefinition } from "@/lib/server/use-cases/event-definitions/create-event-definition";
import { listEventDefinitions } from "@/lib/server/use-cases/event-definitions/list-event-definitions";

export const GET = route(listEventDefinitionsContract, (call) => listEventDefinitions(call));
export const POST = route(createEventDefinitionContract, (call) => createEventDefinition(call));
