import { compatBulkVouchers } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { bulkVouchers } from "@/lib/server/use-cases/compat/bulk-vouchers";

export const POST = compatRoute(compatBulkVouchers, (call) => bulkVouchers(call));
