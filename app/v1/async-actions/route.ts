import { compatListActions } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listActions } from "@/lib/server/use-cases/compat/list-actions";

export const GET = compatRoute(compatListActions, (call) => listActions(call));
