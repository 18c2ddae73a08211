import { compatBulkCustomers } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { bulkCustomers } from "@/lib/server/use-cases/compat/bulk-customers";

export const POST = compatRoute(compatBulkCustomers, (call) => bulkCustomers(call));
