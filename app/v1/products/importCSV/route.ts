import { compatImportProductsCsv } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { importProducts } from "@/lib/server/use-cases/compat/import-products";

export const POST = compatRoute(compatImportProductsCsv, (call) => importProducts(call));
