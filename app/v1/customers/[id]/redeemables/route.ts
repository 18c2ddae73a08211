import { compatCustomerRedeemables } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { customerRedeemables } from "@/lib/server/use-cases/compat/customer-redeemables";

export const GET = compatRoute(compatCustomerRedeemables, (call) => customerRedeemables(call));
