import { listWebhookDeliveriesContract } from "@/lib/contracts/webhooks";
import { route } from "@/lib/server/http/route";
import { listWebhookDeliveries } from "@/lib/server/use-cases/webhooks/list-webhook-deliveries";

export const GET = route(listWebhookDeliveriesContract, (call) => listWebhookDeliveries(call));
