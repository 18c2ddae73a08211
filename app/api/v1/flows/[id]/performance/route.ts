import { flowPerformanceContract } from "@/lib/contracts/performance";
import { route } from "@/lib/server/http/route";
import { flowPerformance } from "@/lib/server/use-cases/performance/flow-performance";

export const GET = route(flowPerformanceContract, (call) => flowPerformance(call));
