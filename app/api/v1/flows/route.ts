import { createFlowContract, listFlowsContract } from "@/lib/contracts/flows";
import { route } from "@/lib/server/http/route";
import { createFlow } from "@/lib/server/use-cases/flows/create-flow";
import { listFlows } from "@/lib/server/use-cases/flows/list-flows";

export const GET = route(listFlowsContract, (call) => listFlows(call));
export const POST = route(createFlowContract, (call) => createFlow(call));
