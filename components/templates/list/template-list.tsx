"use client";

import { LayoutTemplate, Mail, MessageSquareText, Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { ListPage } from "@/components/list/list-page";
import { Button } from "@/components/ui/button";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segmented } from "@/components/ui/segmented";
import { useDeniedReason } from "@/lib/client/queries/me";
import { type ListedTemplate, useTemplatePages } from "@/lib/client/queries/templates";
import { useListAddress } from "@/lib/client/use-list-address";
import { TemplateStatus } from "../template-status";
import { CreateTemplate } from "./create-template";
import { TemplateRowMenu } from "./template-row-menu";

/** All templates: what they say, whether flows can send them, and how many do. Search and filter live in the address. */
export function TemplateList() {
  const [creating, setCreating] = useState(useSearchParams().has("create"));
  const denied = useDeniedReason()("templates:write", "create templates");
  const [{ search, show }, go] = useListAddress({ search: "", show: ["all", "email", "sms", "archived"] });
  const { table } = useTemplatePages({
    search,
    channel: show === "email" || show === "sms" ? show : undefined,
    archived: show === "archived",
  });
  return (
    <ListPage
      title="Templates"
      description="What flows say: e-mails with the cart and the code, and text messages."
      create={
        <Button variant="primary" disabledReason={denied} onClick={() => setCreating(true)}>
          <Plus aria-hidden />
          Create template
        </Button>
      }
      one="template"
      many="templates"
      icon={<LayoutTemplate />}
      columns={COLUMNS}
      table={table}
      hrefOf={({ id }) => `/templates/${id}`}
      search={search}
      searchHint="The search looks at names and subjects."
      filtered={show !== "all"}
      filter={
        <Segmented
          aria-label="Which templates"
          value={show}
          onChange={(next) => go({ show: next })}
          options={[
            { value: "all", label: "All" },
            { value: "email", label: "E-mail" },
            { value: "sms", label: "SMS" },
            { value: "archived", label: "Archived" },
          ]}
        />
      }
      onSearch={(text) => go({ search: text })}
      onShowAll={() => go({ search: "", show: "all" })}
      none={{
        title: "No templates yet",
        text: "A flow sends what a template says. Begin with a cart reminder, and change what you like.",
      }}
    >
      <CreateTemplate open={creating} onOpenChange={setCreating} />
    </ListPage>
  );
}

const COLUMNS: readonly DataColumn<ListedTemplate>[] = [
  {
    id: "name",
    header: "Template",
    width: "30%",
    truncate: true,
    cell: ({ name, channel }) => (
      <span className="flex min-w-0 items-center gap-2.5">
        {channel === "email" ? (
          <Mail className="size-4 shrink-0 text-step-message" aria-label="E-mail" />
        ) : (
          <MessageSquareText className="size-4 shrink-0 text-step-message" aria-label="SMS" />
        )}
        <span className="truncate font-medium" dir="auto">
          {name}
        </span>
      </span>
    ),
  },
  {
    id: "subject",
    header: "Subject or text",
    truncate: true,
    cell: ({ subject }) => (
      <span className="text-muted" dir="auto">
        {subject || "No subject"}
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    width: "170px",
    cell: (template) => <TemplateStatus template={template} />,
  },
  {
    id: "usedIn",
    header: "Flows",
    width: "80px",
    numeric: true,
    cell: ({ usedIn }) =>
      usedIn > 0 ? <NumberText value={usedIn} /> : <span className="text-faint">0</span>,
  },
  {
    id: "updated",
    header: "Changed",
    width: "150px",
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} className="text-muted" />,
  },
  {
    id: "menu",
    header: "",
    srHeader: "Actions",
    width: "56px",
    interactive: true,
    cell: (template) => <TemplateRowMenu template={template} />,
  },
];
