import { publishFlowContract } from "@/lib/contracts/flow-launches";
import { route } from "@/lib/server/http/route";
import { publishFlow } from "@/lib/server/use-cases/flows/publish-flow";

export const POST = route(publishFlowContract, (call) => publishFlow(call));
