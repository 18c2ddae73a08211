import { compatListCustomers, compatSaveCustomer } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listCustomers } from "@/lib/server/use-cases/compat/list-customers";
import { saveCustomer } from "@/lib/server/use-cases/compat/save-customer";

export const GET = compatRoute(compatListCustomers, (call) => listCustomers(call));
export const POST = compatRoute(compatSaveCustomer, (call) => saveCustomer(call));
