"use client";

import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useDeniedReason } from "@/lib/client/queries/me";
import { useTestWebhook, useUpdateWebhook, useWebhook, type Webhook } from "@/lib/client/queries/webhooks";
import { internalEventTitle } from "@/lib/domain/event/internal";
import { DeliveryLog } from "./delivery-log";
import { WebhookDialog } from "./webhook-dialog";
import { WebhookMenu } from "./webhook-menu";
import { WebhookState } from "./webhook-state";

const BACK = { href: "/settings/webhooks", label: "Webhooks" };

/** One webhook: where it posts to, of what, and what came of each call. */
export function WebhookPage({ id }: { id: string }) {
  const { data, error, refetch } = useWebhook(id);
  if (data) return <Loaded webhook={data} />;
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader title="Webhook" back={BACK} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-96" />}
    </Page>
  );
}

function Loaded({ webhook }: { webhook: Webhook }) {
  const denied = useDeniedReason()("webhooks:write", "change webhooks");
  const [editing, setEditing] = useState(false);
  const update = useUpdateWebhook();
  const test = useTestWebhook();
  const turn = async () => {
    try {
      await update.mutateAsync({ id: webhook.id, enabled: !webhook.enabled });
      toast.success(webhook.enabled ? "Webhook switched off" : "Webhook switched on");
    } catch (error) {
      toast.error("Nothing was changed", { description: (error as Error).message });
    }
  };
  const ping = async () => {
    try {
      const { ok, answer } = await test.mutateAsync(webhook.id);
      if (ok) toast.success("The address took the test", { description: answer });
      else toast.error("The address did not take the test", { description: answer });
    } catch (error) {
      toast.error("The test was not made", { description: (error as Error).message });
    }
  };
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader
        title={webhook.name}
        badge={<WebhookState webhook={webhook} />}
        back={BACK}
        description={webhook.url}
        actions={
          <>
            <Button loading={test.isPending} disabledReason={denied} onClick={() => void ping()}>
              Send test
            </Button>
            <Button loading={update.isPending} disabledReason={denied} onClick={() => void turn()}>
              {webhook.enabled ? "Switch off" : "Switch on"}
            </Button>
            <Button disabledReason={denied} onClick={() => setEditing(true)}>
              Edit
            </Button>
            <WebhookMenu webhook={webhook} deniedReason={denied} />
          </>
        }
      />
      {webhook.disabledReason ? (
        <p role="alert" className="flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad text-sm">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          Cartograph switched this webhook off. {webhook.disabledReason} Events that happen meanwhile are not
          told later.
        </p>
      ) : null}
      <Card title="Events">
        <ul className="flex flex-wrap gap-1.5 text-sm" aria-label="Events it is told of">
          {webhook.events.map((name) => (
            <li key={name} title={name} className="rounded-sm bg-sunken px-2 py-0.5">
              {internalEventTitle(name) ?? name}
            </li>
          ))}
        </ul>
      </Card>
      <DeliveryLog webhook={webhook} deniedReason={denied} />
      {editing ? <WebhookDialog webhook={webhook} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}
