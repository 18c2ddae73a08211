import { compatDeleteSku, compatUpdateSku } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { deleteSku } from "@/lib/server/use-cases/compat/delete-sku";
import { updateSku } from "@/lib/server/use-cases/compat/update-sku";

export const DELETE = compatRoute(compatDeleteSku, (call) => deleteSku(call));
export const PUT = compatRoute(compatUpdateSku, (call) => updateSku(call));
