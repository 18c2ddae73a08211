import { compatImportOrders } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { importOrders } from "@/lib/server/use-cases/compat/import-orders";

export const POST = compatRoute(compatImportOrders, (call) => importOrders(call));
