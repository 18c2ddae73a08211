"use client";

import { Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDeniedReason } from "@/lib/client/queries/me";
import { useWebhooks, type Webhook } from "@/lib/client/queries/webhooks";
import { plural } from "@/lib/utils/plural";
import { WebhookDialog } from "./webhook-dialog";
import { WebhookState } from "./webhook-state";

/** The addresses that are told of events. */
export function WebhooksScreen() {
  const { table } = useWebhooks();
  const denied = useDeniedReason()("webhooks:write", "make webhooks");
  const [making, setMaking] = useState(false);
  const create = (
    <Button variant="primary" disabledReason={denied} onClick={() => setMaking(true)}>
      Create webhook
    </Button>
  );
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader
        title="Webhooks"
        description="Other systems are told of events as they happen: each is posted to an address, signed, and tried again until it is taken."
        actions={create}
      />
      <DataTable
        label="Webhooks"
        columns={COLUMNS}
        rowId={(webhook) => webhook.id}
        rowHref={(webhook) => `/settings/webhooks/${webhook.id}`}
        {...table}
        empty={
          <EmptyState icon={<WebhookIcon />} title="No webhooks yet" action={create}>
            Choose an address and the events it should hear of: an order that was paid, a code that was given,
            or an event of your own.
          </EmptyState>
        }
      />
      {making ? <WebhookDialog webhook={null} onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}

const COLUMNS: readonly DataColumn<Webhook>[] = [
  {
    id: "name",
    header: "Name",
    cell: ({ name, url }) => (
      <span>
        <span className="block truncate font-medium" dir="auto">
          {name}
        </span>
        <span className="block truncate text-muted text-xs">{url}</span>
      </span>
    ),
  },
  {
    id: "state",
    header: "State",
    width: "130px",
    cell: (webhook) => <WebhookState webhook={webhook} />,
  },
  {
    id: "events",
    header: "Events",
    width: "120px",
    cell: ({ events }) => plural(events.length, "event"),
  },
  {
    id: "last",
    header: "Last call",
    width: "180px",
    cell: ({ last }) =>
      last ? <RelativeTime at={last.at} /> : <span className="text-muted">None so far</span>,
  },
];
