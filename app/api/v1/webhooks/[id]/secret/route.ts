import { renewWebhookSecretContract } from "@/lib/contracts/webhooks";
import { route } from "@/lib/server/http/route";
import { renewWebhookSecret } from "@/lib/server/use-cases/webhooks/renew-webhook-secret";

export const POST = route(renewWebhookSecretContract, (call) => renewWebhookSecret(call));
