import { clientSendEvent } from "@/lib/contracts/compat-client";
import { clientPreflight, clientRoute } from "@/lib/server/compat/client-route";
import { sendEvent } from "@/lib/server/use-cases/compat/send-event";

export const POST = clientRoute(clientSendEvent, (call) => sendEvent(call));
export const OPTIONS = clientPreflight;
