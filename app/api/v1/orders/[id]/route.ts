import { getOrderContract } from "@/lib/contracts/orders";
import { route } from "@/lib/server/http/route";
import { getOrder } from "@/lib/server/use-cases/orders/get-order";

export const GET = route(getOrderContract, (call) => getOrder(call));
