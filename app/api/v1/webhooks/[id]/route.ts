import { deleteWebhookContract, getWebhookContract, updateWebhookContract } from "@/lib/contracts/webhooks";
import { route } from "@/lib/server/http/route";
import { deleteWebhook } from "@/lib/server/use-cases/webhooks/delete-webhook";
import { getWebhook } from "@/lib/server/use-cases/webhooks/get-webhook";
import { updateWebhook } from "@/lib/server/use-cases/webhooks/update-webhook";

export const GET = route(getWebhookContract, (call) => getWebhook(call));
export const PATCH = route(updateWebhookContract, (call) => updateWebhook(call));
export const DELETE = route(deleteWebhookContract, (call) => deleteWebhook(call));
