import { compatListSkus, compatSaveSku } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listSkus } from "@/lib/server/use-cases/compat/list-skus";
import { saveSku } from "@/lib/server/use-cases/compat/save-sku";

export const GET = compatRoute(compatListSkus, (call) => listSkus(call));
export const POST = compatRoute(compatSaveSku, (call) => saveSku(call));
