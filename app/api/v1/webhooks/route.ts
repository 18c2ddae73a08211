import { createWebhookContract, listWebhooksContract } from "@/lib/contracts/webhooks";
import { route } from "@/lib/server/http/route";
import { createWebhook } from "@/lib/server/use-cases/webhooks/create-webhook";
import { listWebhooks } from "@/lib/server/use-cases/webhooks/list-webhooks";

export const GET = route(listWebhooksContract, (call) => listWebhooks(call));
export const POST = route(createWebhookContract, (call) => createWebhook(call));
