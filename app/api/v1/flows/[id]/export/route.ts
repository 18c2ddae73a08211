import { exportFlowContract } from "@/lib/contracts/flows";
import { route } from "@/lib/server/http/route";
import { exportFlow } from "@/lib/server/use-cases/flows/export-flow";

export const GET = route(exportFlowContract, (call) => exportFlow(call));
