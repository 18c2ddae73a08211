import { compatGetOrder, compatUpdateOrder } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { saveOrder } from "@/lib/server/use-cases/compat/save-order";
import { showOrder } from "@/lib/server/use-cases/compat/show-order";

export const GET = compatRoute(compatGetOrder, (call) => showOrder(call));
export const PUT = compatRoute(compatUpdateOrder, (call) => saveOrder(call));
