import { checkEngineContract } from "@/lib/contracts/engine";
import { route } from "@/lib/server/http/route";
import { checkEngine } from "@/lib/server/use-cases/engine/check-engine";

export const GET = route(checkEngineContract, (call) => checkEngine(call));
