import { clientQualifications } from "@/lib/contracts/compat-client";
import { clientPreflight, clientRoute } from "@/lib/server/compat/client-route";
import { qualify } from "@/lib/server/use-cases/compat/qualify";

export const POST = clientRoute(clientQualifications, (call) => qualify(call), "qualify");
export const OPTIONS = clientPreflight;
