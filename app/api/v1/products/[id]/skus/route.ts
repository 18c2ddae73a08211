import { saveSkuContract } from "@/lib/contracts/products";
import { route } from "@/lib/server/http/route";
import { saveSku } from "@/lib/server/use-cases/products/save-sku";

export const POST = route(saveSkuContract, (call) => saveSku(call));
