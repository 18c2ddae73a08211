"use client";

import { LayoutTemplate, Mail, MessageSquareText, Plus } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import { useDeniedReason } from "@/lib/client/queries/me";
import { type ListedTemplate, useTemplatePages } from "@/lib/client/queries/templates";
import { TemplateStatus } from "../template-status";
import { CreateTemplate } from "./create-template";
import { TemplateRowMenu } from "./template-row-menu";

type Shown = "all" | "email" | "sms" | "archived";
const SHOWN: readonly Shown[] = ["all", "email", "sms", "archived"];

/** All templates: what they say, whether flows can send them, and how many do. Search and filter live in the address. */
export function TemplateList() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [creating, setCreating] = useState(params.has("create"));
  const denied = useDeniedReason()("templates:write", "create templates");
  const search = params.get("search") ?? "";
  const shown = SHOWN.find((value) => value === params.get("show")) ?? "all";
  const pages = useTemplatePages({
    search,
    channel: shown === "email" || shown === "sms" ? shown : undefined,
    archived: shown === "archived",
  });
  const go = (next: { search?: string; show?: Shown }) => {
    const query = new URLSearchParams();
    const text = next.search ?? search;
    const show = next.show ?? shown;
    if (text) query.set("search", text);
    if (show !== "all") query.set("show", show);
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };
  const create = (
    <Button variant="primary" disabledReason={denied} onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      Create template
    </Button>
  );

  return (
    <Page fill>
      <PageHeader
        title="Templates"
        description="What flows say: e-mails with the cart and the code, and text messages."
        actions={create}
      />
      <Toolbar
        end={
          <Segmented
            aria-label="Which templates"
            value={shown}
            onChange={(show) => go({ show })}
            options={[
              { value: "all", label: "All" },
              { value: "email", label: "E-mail" },
              { value: "sms", label: "SMS" },
              { value: "archived", label: "Archived" },
            ]}
          />
        }
      >
        <SearchInput value={search} onChange={(text) => go({ search: text })} label="Search templates" />
      </Toolbar>
      <DataTable
        fill
        label="Templates"
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/templates/${id}`}
        {...pages.table}
        empty={
          search || shown !== "all" ? (
            <EmptyState
              icon={<LayoutTemplate />}
              title="No template fits"
              action={<Button onClick={() => go({ search: "", show: "all" })}>Show all templates</Button>}
            >
              The search looks at names and subjects.
            </EmptyState>
          ) : (
            <EmptyState icon={<LayoutTemplate />} title="No templates yet" action={create}>
              A flow sends what a template says. Begin with a cart reminder, and change what you like.
            </EmptyState>
          )
        }
      />
      <CreateTemplate open={creating} onOpenChange={setCreating} />
    </Page>
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
