import { compatListOrders, compatSaveOrder } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listOrders } from "@/lib/server/use-cases/compat/list-orders";
import { saveOrder } from "@/lib/server/use-cases/compat/save-order";

export const GET = compatRoute(compatListOrders, (call) => listOrders(call));
export const POST = compatRoute(compatSaveOrder, (call) => saveOrder(call));
