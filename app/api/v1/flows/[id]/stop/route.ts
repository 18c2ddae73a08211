import { stopFlowContract } from "@/lib/contracts/flow-launches";
import { route } from "@/lib/server/http/route";
import { stopFlow } from "@/lib/server/use-cases/flows/stop-flow";

export const POST = route(stopFlowContract, (call) => stopFlow(call));
