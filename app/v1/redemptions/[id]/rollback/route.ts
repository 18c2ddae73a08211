import { rollbackRedemptionContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { rollbackRedemption } from "@/lib/server/use-cases/coupons/rollback-redemption";

export const POST = compatRoute(rollbackRedemptionContract, (call) => rollbackRedemption(call));
