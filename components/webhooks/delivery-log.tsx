"use client";

import { Inbox, RotateCw } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segmented } from "@/components/ui/segmented";
import {
  useRetryDelivery,
  useWebhookDeliveries,
  type Webhook,
  type WebhookDelivery,
} from "@/lib/client/queries/webhooks";
import { internalEventTitle } from "@/lib/domain/event/internal";

const STATES = [
  { value: "all", label: "All" },
  { value: "waiting", label: "Waiting" },
  { value: "failed", label: "Failed" },
  { value: "delivered", label: "Delivered" },
] as const;

/** Every call of a webhook with what came of it; any can be made again. */
export function DeliveryLog({ webhook, deniedReason }: { webhook: Webhook; deniedReason: string | null }) {
  const [state, setState] = useState<(typeof STATES)[number]["value"]>("all");
  const { table } = useWebhookDeliveries(webhook.id, state === "all" ? null : state);
  return (
    <Card
      flush
      title="Calls"
      description="Finished ones are kept for 30 days."
      actions={<Segmented aria-label="Which calls" value={state} onChange={setState} options={STATES} />}
    >
      <DataTable
        bare
        label="Calls"
        columns={columnsFor(webhook, deniedReason)}
        rowId={(delivery) => delivery.id}
        {...table}
        empty={
          <EmptyState icon={<Inbox />} title={state === "all" ? "No calls yet" : "No such calls"}>
            {state === "all"
              ? "The next event that it asks for stands here within seconds."
              : "Choose another state to see the others."}
          </EmptyState>
        }
      />
    </Card>
  );
}

const LOOKS = {
  waiting: { tone: "warn", label: "Waiting" },
  delivered: { tone: "ok", label: "Delivered" },
  failed: { tone: "bad", label: "Failed" },
} as const;

function columnsFor(webhook: Webhook, deniedReason: string | null): readonly DataColumn<WebhookDelivery>[] {
  return [
    {
      id: "event",
      header: "Event",
      cell: ({ eventName, eventId }) => (
        <span>
          <span className="block truncate">{internalEventTitle(eventName) ?? eventName}</span>
          <code className="text-muted text-xs">{eventId}</code>
        </span>
      ),
    },
    {
      id: "status",
      header: "State",
      width: "110px",
      cell: ({ status }) => <Badge tone={LOOKS[status].tone}>{LOOKS[status].label}</Badge>,
    },
    {
      id: "answer",
      header: "Last answer",
      cell: ({ answer, attempts, dueAt }) => (
        <span>
          <span className="block truncate" title={answer ?? undefined}>
            {answer ?? "Not called yet"}
          </span>
          <span className="block text-muted text-xs">
            {attempts === 1 ? "1 try" : `${attempts} tries`}
            {dueAt && attempts > 0 ? (
              <>
                {" · next "}
                <RelativeTime at={dueAt} />
              </>
            ) : null}
          </span>
        </span>
      ),
    },
    {
      id: "at",
      header: "Happened",
      width: "150px",
      cell: ({ eventAt }) => <RelativeTime at={eventAt} />,
    },
    {
      id: "again",
      header: "",
      srHeader: "Actions",
      width: "56px",
      interactive: true,
      cell: (delivery) =>
        deniedReason === null && webhook.enabled ? <SendAgain webhook={webhook} delivery={delivery} /> : null,
    },
  ];
}

function SendAgain({ webhook, delivery }: { webhook: Webhook; delivery: WebhookDelivery }) {
  const retry = useRetryDelivery(webhook.id);
  return (
    <IconButton
      label="Send again"
      disabled={retry.isPending}
      onClick={async () => {
        try {
          await retry.mutateAsync(delivery.id);
          toast.success("It is sent again", { description: delivery.eventId });
        } catch (error) {
          toast.error("It is not sent again", { description: (error as Error).message });
        }
      }}
    >
      <RotateCw />
    </IconButton>
  );
}
