import { duplicateFlowContract } from "@/lib/contracts/flows";
import { route } from "@/lib/server/http/route";
import { duplicateFlow } from "@/lib/server/use-cases/flows/duplicate-flow";

export const POST = route(duplicateFlowContract, (call) => duplicateFlow(call));
