import { Badge } from "@/components/ui/badge";
import type { Webhook } from "@/lib/client/queries/webhooks";

/** How a webhook is doing, in a word. */
export function WebhookState({ webhook }: { webhook: Webhook }) {
  if (!webhook.enabled)
    return webhook.disabledReason ? <Badge tone="bad">Switched off</Badge> : <Badge>Off</Badge>;
  if (webhook.last && webhook.last.status !== "delivered") return <Badge tone="warn">Failing</Badge>;
  return <Badge tone="ok">On</Badge>;
}
