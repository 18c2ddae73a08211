import { resumeFlowContract } from "@/lib/contracts/flow-launches";
import { route } from "@/lib/server/http/route";
import { resumeFlow } from "@/lib/server/use-cases/flows/resume-flow";

export const POST = route(resumeFlowContract, (call) => resumeFlow(call));
