import { compatCustomerSegments } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { customerSegments } from "@/lib/server/use-cases/compat/customer-segments";

export const GET = compatRoute(compatCustomerSegments, (call) => customerSegments(call));
