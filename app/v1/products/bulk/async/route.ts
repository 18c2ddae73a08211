import { compatBulkProducts } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { bulkProducts } from "@/lib/server/use-cases/compat/bulk-products";

export const POST = compatRoute(compatBulkProducts, (call) => bulkProducts(call));
