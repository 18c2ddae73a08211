import { compatImportVouchersCsv } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { importVouchersCsv } from "@/lib/server/use-cases/compat/import-vouchers";

export const POST = compatRoute(compatImportVouchersCsv, (call) => importVouchersCsv(call));
