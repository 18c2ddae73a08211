"use client";

import { Mail, MessageSquare, Send, Webhook } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { Toolbar } from "@/components/ui/toolbar";
import { type ListedMessage, useMessagePages } from "@/lib/client/queries/messages";
import { MessageStatus } from "./message-status";

const CHANNELS = [
  { value: "all", label: "Every channel" },
  { value: "email", label: "E-mail" },
  { value: "sms", label: "SMS" },
  { value: "webhook", label: "Webhook" },
] as const;
const STATUSES = [
  { value: "all", label: "Every outcome" },
  { value: "sent", label: "Sent" },
  { value: "delivered", label: "Delivered" },
  { value: "skipped", label: "Held back" },
  { value: "failed", label: "Failed" },
  { value: "unknown", label: "Unknown" },
  { value: "queued", label: "Waiting" },
] as const;
const FILTERS = ["customer", "channel", "status", "reason", "flow", "step"] as const;
type Filter = (typeof FILTERS)[number];

/** Everything that was sent or held back, with the reason. Filters live in the address. */
export function MessageList() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const filters = Object.fromEntries(
    FILTERS.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? ""]] : [])),
  );
  const pages = useMessagePages(filters);
  const go = (next: Partial<Record<Filter, string>>) => {
    const query = new URLSearchParams({ ...filters, ...next });
    for (const name of FILTERS) if (!query.get(name) || query.get(name) === "all") query.delete(name);
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };
  const showAll = () => router.replace(pathname, { scroll: false });
  const filtered = Object.keys(filters).length > 0;

  return (
    <Page fill>
      <PageHeader title="Messages" description="Everything that was sent or held back, and why." />
      <Toolbar
        end={
          <>
            {filters.reason || filters.flow || filters.step ? (
              <Button variant="ghost" onClick={showAll}>
                Show all messages
              </Button>
            ) : null}
            <Select
              aria-label="Channel"
              value={filters.channel ?? "all"}
              onChange={(channel) => go({ channel })}
              options={CHANNELS.map((option) => ({ ...option }))}
            />
            <Select
              aria-label="Outcome"
              value={filters.status ?? "all"}
              onChange={(status) => go({ status, reason: "" })}
              options={STATUSES.map((option) => ({ ...option }))}
            />
          </>
        }
      >
        <SearchInput
          value={filters.customer ?? ""}
          onChange={(customer) => go({ customer })}
          label="Messages of a customer, by their id in the shop"
        />
      </Toolbar>
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
              action={<Button onClick={showAll}>Show all messages</Button>}
            >
              Customers are found by their whole id in the shop.
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

const ICONS = { email: Mail, sms: MessageSquare, webhook: Webhook };

const COLUMNS: readonly DataColumn<ListedMessage>[] = [
  {
    id: "message",
    header: "Message",
    width: "30%",
    truncate: true,
    cell: (message) => {
      const Icon = ICONS[message.channel];
      return (
        <span className="flex min-w-0 items-center gap-2">
          <Icon className="size-4 shrink-0 text-step-message" aria-hidden />
          <span className="truncate font-medium" dir="auto">
            {message.subject || message.step.name}
          </span>
        </span>
      );
    },
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
    header: "Outcome",
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
