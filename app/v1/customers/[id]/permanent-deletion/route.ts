import { compatEraseCustomer } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { eraseCustomer } from "@/lib/server/use-cases/compat/delete-customer";

export const POST = compatRoute(compatEraseCustomer, (call) => eraseCustomer(call));
