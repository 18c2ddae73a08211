import { compatSendEvent } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { sendEvent } from "@/lib/server/use-cases/compat/send-event";

export const POST = compatRoute(compatSendEvent, (call) => sendEvent(call));
