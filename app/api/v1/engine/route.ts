import { getEngineContract } from "@/lib/contracts/engine";
import { route } from "@/lib/server/http/route";
import { getEngine } from "@/lib/server/use-cases/engine/get-engine";

export const GET = route(getEngineContract, (call) => getEngine(call));
