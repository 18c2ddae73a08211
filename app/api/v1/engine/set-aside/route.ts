import { listSetAsideContract } from "@/lib/contracts/engine";
import { route } from "@/lib/server/http/route";
import { listSetAside } from "@/lib/server/use-cases/engine/list-set-aside";

export const GET = route(listSetAsideContract, (call) => listSetAside(call));
