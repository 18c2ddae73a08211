import { retryWebhookDeliveryContract } from "@/lib/contracts/webhooks";
import { route } from "@/lib/server/http/route";
import { retryWebhookDelivery } from "@/lib/server/use-cases/webhooks/retry-webhook-delivery";

export const POST = route(retryWebhookDeliveryContract, (call) => retryWebhookDelivery(call));
