import { listCustomersContract } from "@/lib/contracts/customers";
import { identifyCustomerContract } from "@/lib/contracts/events";
import { fromBrowsers, preflight } from "@/lib/server/http/browser-ingestion";
import { route } from "@/lib/server/http/route";
import { identifyCustomer } from "@/lib/server/use-cases/customers/identify-customer";
import { listCustomers } from "@/lib/server/use-cases/customers/list-customers";

export const GET = route(listCustomersContract, (call) => listCustomers(call));
export const POST = fromBrowsers(route(identifyCustomerContract, (call) => identifyCustomer(call)));
export const OPTIONS = preflight;
