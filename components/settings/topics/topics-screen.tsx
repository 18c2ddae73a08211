"use client";

import { Plus, Tags } from "lucide-react";
import { useState } from "react";
import { TopicDialog } from "@/components/settings/topics/topic-dialog";
import { TopicMenu } from "@/components/settings/topics/topic-menu";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { useDeniedReason } from "@/lib/client/queries/me";
import { type Topic, useTopics } from "@/lib/client/queries/topics";
import { plural } from "@/lib/utils/plural";

/** What marketing messages are about, so that customers can leave some of them and keep others. */
export function TopicsScreen() {
  const { data, error, refetch } = useTopics();
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader
        title="Topics"
        description="What your marketing messages are about. Customers unsubscribe from one topic and keep the others; whoever opts out of a whole channel gets none of them."
        actions={<NewTopic />}
      />
      <DataTable
        label="Topics"
        columns={COLUMNS}
        rowId={(topic) => topic.id}
        rows={data}
        error={error}
        onRetry={() => void refetch()}
        empty={
          <EmptyState icon={<Tags />} title="No topics yet" action={<NewTopic />}>
            Without topics, unsubscribing from one message is unsubscribing from the whole channel. Make one
            for each kind of message, such as “Cart reminders” and “Newsletter”, and choose it in the
            message's step.
          </EmptyState>
        }
      />
    </Page>
  );
}

function NewTopic() {
  const denied = useDeniedReason()("topics:write", "make topics");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" disabledReason={denied} onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Create topic
      </Button>
      {open ? <TopicDialog topic={null} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const COLUMNS: readonly DataColumn<Topic>[] = [
  {
    id: "name",
    header: "Topic",
    cell: (topic) => (
      <span className={topic.archived ? "text-muted" : undefined}>
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium" dir="auto">
            {topic.name}
          </span>
          {topic.archived ? <Badge>Archived</Badge> : null}
        </span>
        <code className="text-muted text-xs">{topic.key}</code>
        {topic.description ? (
          <span className="block truncate text-muted text-xs" dir="auto" title={topic.description}>
            {topic.description}
          </span>
        ) : null}
      </span>
    ),
  },
  {
    id: "flows",
    header: "Used by",
    width: "110px",
    cell: ({ flows }) =>
      flows.length > 0 ? (
        <span title={flows.map(({ name }) => name).join(", ")}>{plural(flows.length, "flow")}</span>
      ) : (
        <span className="text-muted">No flow</span>
      ),
  },
  {
    id: "email",
    header: "E-mail opt-outs",
    numeric: true,
    width: "140px",
    cell: ({ optedOut }) => <NumberText value={optedOut.email} as="count" />,
  },
  {
    id: "sms",
    header: "SMS opt-outs",
    numeric: true,
    width: "130px",
    cell: ({ optedOut }) => <NumberText value={optedOut.sms} as="count" />,
  },
  {
    id: "menu",
    header: "",
    srHeader: "Actions",
    width: "56px",
    interactive: true,
    cell: (topic) => <TopicMenu topic={topic} />,
  },
];
