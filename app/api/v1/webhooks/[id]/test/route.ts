import { testWebhookContract } from "@/lib/contracts/webhooks";
import { route } from "@/lib/server/http/route";
import { testWebhook } from "@/lib/server/use-cases/webhooks/test-webhook";

export const POST = route(testWebhookContract, (call) => testWebhook(call));
