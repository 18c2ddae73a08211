import { clientRedeem } from "@/lib/contracts/compat-client";
import { clientPreflight, clientRoute } from "@/lib/server/compat/client-route";
import { redeemInPage } from "@/lib/server/use-cases/compat/redeem-in-page";

export const POST = clientRoute(clientRedeem, (call) => redeemInPage(call), "redeem");
export const OPTIONS = clientPreflight;
