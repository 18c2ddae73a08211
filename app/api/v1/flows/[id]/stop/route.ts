import { stopFlowContract } from "@/lib/contracts/flows";
import { route } from "@/lib/server/http/route";
import { stopFlow } from "@/lib/server/use-cases/flows/stop-flow";

export const POST = route(stopFlowContract, (call) => stopFlow(call));
