import { compatImportVouchers } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { importVouchers } from "@/lib/server/use-cases/compat/import-vouchers";

export const POST = compatRoute(compatImportVouchers, (call) => importVouchers(call));
