import { compatGetCustomer, compatUpdateCustomer } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { saveCustomer } from "@/lib/server/use-cases/compat/save-customer";
import { showCustomer } from "@/lib/server/use-cases/compat/show-customer";

export const GET = compatRoute(compatGetCustomer, (call) => showCustomer(call));
export const PUT = compatRoute(compatUpdateCustomer, (call) => saveCustomer(call));
