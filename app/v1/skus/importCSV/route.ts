import { compatImportSkusCsv } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { importSkus } from "@/lib/server/use-cases/compat/import-skus";

export const POST = compatRoute(compatImportSkusCsv, (call) => importSkus(call));
