import { customerWhyContract } from "@/lib/contracts/customers";
import { route } from "@/lib/server/http/route";
import { customerWhy } from "@/lib/server/use-cases/customers/customer-why";

export const GET = route(customerWhyContract, (call) => customerWhy(call));
