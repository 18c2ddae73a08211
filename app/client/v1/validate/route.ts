import { clientValidate } from "@/lib/contracts/compat-client";
import { clientPreflight, clientRoute } from "@/lib/server/compat/client-route";
import { validateInPage } from "@/lib/server/use-cases/compat/validate-in-page";

export const GET = clientRoute(clientValidate, (call) => validateInPage(call));
export const OPTIONS = clientPreflight;
