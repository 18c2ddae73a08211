import { compatImportCustomersCsv } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { importCustomers } from "@/lib/server/use-cases/compat/import-customers";

export const POST = compatRoute(compatImportCustomersCsv, (call) => importCustomers(call));
