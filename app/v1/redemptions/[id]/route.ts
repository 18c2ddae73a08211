import { showRedemptionContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { showRedemption } from "@/lib/server/use-cases/coupons/show-redemption";

export const GET = compatRoute(showRedemptionContract, showRedemption);
