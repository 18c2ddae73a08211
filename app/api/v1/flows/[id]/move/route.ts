import { getMoveContract } from "@/lib/contracts/flow-launches";
import { route } from "@/lib/server/http/route";
import { getMove } from "@/lib/server/use-cases/flows/get-move";

export const GET = route(getMoveContract, (call) => getMove(call));
