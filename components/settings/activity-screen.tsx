"use client";

import { History } from "lucide-react";
import { actionWords } from "@/components/settings/action-words";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { type AuditEntry, useAudit } from "@/lib/client/queries/settings";

/** Who changed what in the workspace. */
export function ActivityScreen() {
  const { table } = useAudit();
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader
        title="Activity"
        description="Who changed what in this workspace. Entries are never changed."
      />
      <DataTable
        label="Activity"
        columns={COLUMNS}
        rowId={(entry) => entry.id}
        {...table}
        empty={
          <EmptyState icon={<History />} title="Nothing was changed yet">
            Launches, role changes, API keys and settings are written down here.
          </EmptyState>
        }
      />
    </Page>
  );
}

function Change({ entry }: { entry: AuditEntry }) {
  const { text, detail } = actionWords(entry);
  return (
    <span className="block min-w-0 py-1">
      <span className="block break-words">{text}</span>
      {detail ? <span className="block break-words text-muted text-xs">{detail}</span> : null}
    </span>
  );
}

const COLUMNS: readonly DataColumn<AuditEntry>[] = [
  { id: "at", header: "When", width: "160px", cell: (entry) => <RelativeTime at={entry.at} /> },
  {
    id: "who",
    header: "Who",
    width: "200px",
    truncate: true,
    cell: (entry) => (
      <span dir="auto">
        {entry.actor.name}
        {entry.actor.kind === "key" ? <span className="text-muted"> (API key)</span> : null}
      </span>
    ),
  },
  { id: "what", header: "What", cell: (entry) => <Change entry={entry} /> },
];
