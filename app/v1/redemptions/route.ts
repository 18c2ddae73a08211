import { redeemRedeemablesContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { redeemRedeemables } from "@/lib/server/use-cases/coupons/redeem-redeemables";

export const POST = compatRoute(redeemRedeemablesContract, (call) => redeemRedeemables(call));
