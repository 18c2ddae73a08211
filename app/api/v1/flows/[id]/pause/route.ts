import { pauseFlowContract } from "@/lib/contracts/flow-launches";
import { route } from "@/lib/server/http/route";
import { pauseFlow } from "@/lib/server/use-cases/flows/pause-flow";

export const POST = route(pauseFlowContract, (call) => pauseFlow(call));
