import {
  eraseCustomerContract,
  getCustomerContract,
  updateCustomerContract,
} from "@/lib/contracts/customers";
import { route } from "@/lib/server/http/route";
import { eraseCustomer } from "@/lib/server/use-cases/customers/erase-customer";
import { getCustomer } from "@/lib/server/use-cases/customers/get-customer";
import { updateCustomer } from "@/lib/server/use-cases/customers/update-customer";

export const GET = route(getCustomerContract, (call) => getCustomer(call));
export const PATCH = route(updateCustomerContract, (call) => updateCustomer(call));
export const DELETE = route(eraseCustomerContract, (call) => eraseCustomer(call));
