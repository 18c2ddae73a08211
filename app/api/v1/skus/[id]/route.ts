import { deleteSkuContract } from "@/lib/contracts/products";
import { route } from "@/lib/server/http/route";
import { deleteSku } from "@/lib/server/use-cases/products/delete-sku";

export const DELETE = route(deleteSkuContract, (call) => deleteSku(call));
