import { validateFlowContract } from "@/lib/contracts/flow-drafts";
import { route } from "@/lib/server/http/route";
import { validateFlow } from "@/lib/server/use-cases/flows/validate-flow";

export const POST = route(validateFlowContract, (call) => validateFlow(call));
