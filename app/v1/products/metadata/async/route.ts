import { compatProductsMetadata } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { productsMetadata } from "@/lib/server/use-cases/compat/bulk-products";

export const POST = compatRoute(compatProductsMetadata, (call) => productsMetadata(call));
