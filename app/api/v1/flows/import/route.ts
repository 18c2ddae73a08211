import { importFlowContract } from "@/lib/contracts/flows";
import { route } from "@/lib/server/http/route";
import { importFlow } from "@/lib/server/use-cases/flows/import-flow";

export const POST = route(importFlowContract, (call) => importFlow(call));
