import { flowMapContract } from "@/lib/contracts/performance";
import { route } from "@/lib/server/http/route";
import { flowMap } from "@/lib/server/use-cases/performance/flow-map";

export const GET = route(flowMapContract, (call) => flowMap(call));
