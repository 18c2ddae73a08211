import { compatDeleteCustomer } from "@/lib/contracts/compat-extras";
import { compatGetCustomer, compatUpdateCustomer } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { deleteCustomer } from "@/lib/server/use-cases/compat/delete-customer";
import { saveCustomer } from "@/lib/server/use-cases/compat/save-customer";
import { showCustomer } from "@/lib/server/use-cases/compat/show-customer";

export const DELETE = compatRoute(compatDeleteCustomer, (call) => deleteCustomer(call));
export const GET = compatRoute(compatGetCustomer, (call) => showCustomer(call));
export const PUT = compatRoute(compatUpdateCustomer, (call) => saveCustomer(call));
