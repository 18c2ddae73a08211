"use client";

import { Send } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { type ListedMessage, useMessagePages } from "@/lib/client/queries/messages";
import { ChannelIcon } from "./channel-icon";
import { MessageFilterBar } from "./message-filter-bar";
import { filtersIn, pathWith } from "./message-filters";
import { MessageStatus } from "./message-status";

/** Everything that was sent or held back, with the reason. Filters live in the address. */
export function MessageList() {
  const router = useRouter();
  const filters = filtersIn(useSearchParams());
  const pages = useMessagePages(filters);
  const filtered = Object.values(filters).some(Boolean);

  return (
    <Page fill>
      <PageHeader title="Messages" description="Everything that was sent or held back, and why." />
      <MessageFilterBar
        filters={filters}
        onChange={(next) => router.replace(pathWith({ ...filters, ...next }), { scroll: false })}
      />
      <DataTable
        fill
        label="Messages"
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/messages/${id}`}
        {...pages.table}
        empty={
          filtered ? (
            <EmptyState
              icon={<Send />}
              title="No message fits"
              action={
                <Button onClick={() => router.replace("/messages", { scroll: false })}>
                  Show all messages
                </Button>
              }
            >
              Nothing was sent or held back that all of these filters fit.
            </EmptyState>
          ) : (
            <EmptyState icon={<Send />} title="No messages yet">
              When a flow sends its first e-mail or SMS, or holds one back, it stands here with the reason.
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

const COLUMNS: readonly DataColumn<ListedMessage>[] = [
  {
    id: "message",
    header: "Message",
    width: "28%",
    truncate: true,
    cell: ({ channel, subject, step }) => (
      <span className="flex min-w-0 items-center gap-2">
        <ChannelIcon channel={channel} />
        <span className="truncate font-medium" dir="auto">
          {subject || step.name}
        </span>
      </span>
    ),
  },
  {
    id: "customer",
    header: "Customer",
    width: "18%",
    truncate: true,
    cell: ({ customer }) => (
      <span className="truncate" dir="auto">
        {customer.name}
      </span>
    ),
  },
  {
    id: "flow",
    header: "Flow",
    width: "18%",
    truncate: true,
    cell: ({ flow }) => <span dir="auto">{flow.name}</span>,
  },
  {
    id: "status",
    header: "Status",
    width: "110px",
    cell: ({ status }) => <MessageStatus status={status} />,
  },
  {
    id: "reason",
    header: "Why",
    truncate: true,
    cell: ({ reason }) =>
      reason ? <span className="text-muted">{reason.label}</span> : <span className="text-faint">–</span>,
  },
  {
    id: "at",
    header: "When",
    width: "150px",
    cell: ({ sentAt, createdAt }) => <RelativeTime at={sentAt ?? createdAt} />,
  },
];
