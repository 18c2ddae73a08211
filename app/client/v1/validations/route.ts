import { clientValidations } from "@/lib/contracts/compat-client";
import { clientPreflight, clientRoute } from "@/lib/server/compat/client-route";
import { validateRedeemables } from "@/lib/server/use-cases/coupons/validate-redeemables";

export const POST = clientRoute(clientValidations, (call) => validateRedeemables(call));
export const OPTIONS = clientPreflight;
