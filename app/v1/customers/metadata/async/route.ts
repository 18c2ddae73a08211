import { compatCustomersMetadata } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { customersMetadata } from "@/lib/server/use-cases/compat/bulk-customers";

export const POST = compatRoute(compatCustomersMetadata, (call) => customersMetadata(call));
