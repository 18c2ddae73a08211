import { flowChangesContract } from "@/lib/contracts/flow-launches";
import { route } from "@/lib/server/http/route";
import { flowChanges } from "@/lib/server/use-cases/flows/flow-changes";

export const GET = route(flowChangesContract, (call) => flowChanges(call));
