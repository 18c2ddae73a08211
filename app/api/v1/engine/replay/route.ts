import { replaySetAsideContract } from "@/lib/contracts/engine";
import { route } from "@/lib/server/http/route";
import { replaySetAside } from "@/lib/server/use-cases/engine/replay-set-aside";

export const POST = route(replaySetAsideContract, (call) => replaySetAside(call));
