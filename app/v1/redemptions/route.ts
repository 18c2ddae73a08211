import { compatListRedemptions } from "@/lib/contracts/compat-records";
import { redeemRedeemablesContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listRedemptions } from "@/lib/server/use-cases/compat/list-redemptions";
import { redeemRedeemables } from "@/lib/server/use-cases/coupons/redeem-redeemables";

export const GET = compatRoute(compatListRedemptions, (call) => listRedemptions(call));
export const POST = compatRoute(redeemRedeemablesContract, (call) => redeemRedeemables(call));
