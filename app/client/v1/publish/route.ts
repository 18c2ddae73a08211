import { clientPublish } from "@/lib/contracts/compat-client";
import { clientPreflight, clientRoute } from "@/lib/server/compat/client-route";
import { publishInPage } from "@/lib/server/use-cases/compat/publish-in-page";

export const POST = clientRoute(clientPublish, (call) => publishInPage(call), "publish");
export const OPTIONS = clientPreflight;
