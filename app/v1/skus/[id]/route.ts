import { compatGetSku } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { showSku } from "@/lib/server/use-cases/compat/show-sku";

export const GET = compatRoute(compatGetSku, (call) => showSku(call));
