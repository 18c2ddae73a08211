import { clientSaveCustomer } from "@/lib/contracts/compat-client";
import { clientPreflight, clientRoute } from "@/lib/server/compat/client-route";
import { saveCustomer } from "@/lib/server/use-cases/compat/save-customer";

export const POST = clientRoute(clientSaveCustomer, (call) => saveCustomer(call));
export const OPTIONS = clientPreflight;
