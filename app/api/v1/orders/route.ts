import { listOrdersContract, saveOrderContract } from "@/lib/contracts/orders";
import { route } from "@/lib/server/http/route";
import { listOrders } from "@/lib/server/use-cases/orders/list-orders";
import { saveOrder } from "@/lib/server/use-cases/orders/save-order";

export const GET = route(listOrdersContract, (call) => listOrders(call));
export const POST = route(saveOrderContract, (call) => saveOrder(call));
