import { placeOrderContract } from "@/lib/contracts/demo";
import { route } from "@/lib/server/http/route";
import { placeOrder } from "@/lib/server/use-cases/demo/place-order";

export const POST = route(placeOrderContract, (call) => placeOrder(call));
