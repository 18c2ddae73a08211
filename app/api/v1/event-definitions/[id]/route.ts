import {
  deleteEventDefinitionContract,
  getEventDefinitionContract,
  updateEventDefinitionContract,
} from "@/lib/contracts/event-definitions";
import { route } from "@/lib/server/http/route";
import { deleteEventDefinition } from "@/lib/server/use-cases/event-definitions/delete-event-definition";
import { getEventDefinition } from "@/lib/server/use-cases/event-definitions/get-event-definition";
import { updateEventDefinition } from "@/lib/server/use-cases/event-definitions/update-event-definition";

export const GET = route(getEventDefinitionContract, (call) => getEventDefinition(call));
export const PATCH = route(updateEventDefinitionContract, (call) => updateEventDefinition(call));
export const DELETE = route(deleteEventDefinitionContract, (call) => deleteEventDefinition(call));
