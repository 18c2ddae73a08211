import { clientRedemptions } from "@/lib/contracts/compat-client";
import { clientPreflight, clientRoute } from "@/lib/server/compat/client-route";
import { redeemRedeemables } from "@/lib/server/use-cases/coupons/redeem-redeemables";

export const POST = clientRoute(clientRedemptions, (call) => redeemRedeemables(call), "redeem");
export const OPTIONS = clientPreflight;
