import { deleteFlowContract, getFlowContract, updateFlowContract } from "@/lib/contracts/flows";
import { route } from "@/lib/server/http/route";
import { deleteFlow } from "@/lib/server/use-cases/flows/delete-flow";
import { getFlow } from "@/lib/server/use-cases/flows/get-flow";
import { updateFlow } from "@/lib/server/use-cases/flows/update-flow";

export const GET = route(getFlowContract, (call) => getFlow(call));
export const PATCH = route(updateFlowContract, (call) => updateFlow(call));
export const DELETE = route(deleteFlowContract, (call) => deleteFlow(call));
