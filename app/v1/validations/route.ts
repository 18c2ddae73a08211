import { validateRedeemablesContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { validateRedeemables } from "@/lib/server/use-cases/coupons/validate-redeemables";

export const POST = compatRoute(validateRedeemablesContract, (call) => validateRedeemables(call));
