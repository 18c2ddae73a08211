import { compatGetAction } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { showAction } from "@/lib/server/use-cases/compat/show-action";

export const GET = compatRoute(compatGetAction, (call) => showAction(call));
