"use client";

import { Download, FileSpreadsheet, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import { exportFile, type ListedExport, useDeleteExport, useExportPages } from "@/lib/client/queries/exports";
import { useDeniedReason } from "@/lib/client/queries/me";
import { EXPORT_WORDS } from "./export-words";
import { NewExport } from "./new-export";

/** Lists that were exported, with their files. */
export function ExportList() {
  const pages = useExportPages();
  return (
    <Page fill>
      <PageHeader
        title="Exports"
        description="Lists as CSV files, made in the background and kept for a week."
        actions={<NewExport />}
      />
      <DataTable
        fill
        label="Exports"
        columns={COLUMNS}
        rowId={({ id }) => id}
        {...pages.table}
        empty={
          <EmptyState icon={<FileSpreadsheet />} title="No exports yet">
            Choose “New export”, or export from the lists of codes, redemptions, customers and orders.
          </EmptyState>
        }
      />
    </Page>
  );
}

const COLUMNS: readonly DataColumn<ListedExport>[] = [
  {
    id: "what",
    header: "List",
    truncate: true,
    cell: ({ object, filters }) => (
      <>
        <span className="font-medium">{EXPORT_WORDS[object]}</span>
        {Object.keys(filters).length > 0 ? <span className="text-muted"> · filtered</span> : null}
      </>
    ),
  },
  { id: "status", header: "State", cell: (one) => <State {...one} /> },
  {
    id: "rows",
    header: "Rows",
    numeric: true,
    width: "110px",
    cell: ({ status, rows }) => (status === "DONE" ? <NumberText value={rows} /> : null),
  },
  {
    id: "made",
    header: "Asked for",
    width: "220px",
    truncate: true,
    cell: ({ createdAt, createdBy }) => (
      <>
        <RelativeTime at={createdAt} />
        {createdBy ? <span className="text-muted"> by {createdBy}</span> : null}
      </>
    ),
  },
  {
    id: "file",
    header: "",
    srHeader: "Actions",
    width: "170px",
    interactive: true,
    cell: (one) => (
      <span className="flex items-center justify-end gap-1">
        {one.status === "DONE" ? (
          <Button size="sm" asChild>
            <a href={exportFile(one.id)} download>
              <Download aria-hidden />
              Download
            </a>
          </Button>
        ) : null}
        <DeleteExport one={one} />
      </span>
    ),
  },
];

function State({ status, failure }: ListedExport) {
  if (status === "DONE") return <StatusDot tone="ok">ready</StatusDot>;
  if (status === "ERROR") return <StatusDot tone="bad">{failure ?? "failed"}</StatusDot>;
  return (
    <StatusDot tone="info" pulse>
      {status === "SCHEDULED" ? "waiting" : "being made"}
    </StatusDot>
  );
}

function DeleteExport({ one }: { one: ListedExport }) {
  const remove = useDeleteExport();
  const denied = useDeniedReason()("customers:write", "delete exports");
  return (
    <ConfirmDialog
      trigger={
        <IconButton label="Delete export" disabledReason={denied}>
          <Trash2 />
        </IconButton>
      }
      title="Delete this export"
      consequences={`The file with ${EXPORT_WORDS[one.object].toLowerCase()} is deleted. What it lists stays.`}
      verb="Delete export"
      danger
      onConfirm={async () => void (await remove.mutateAsync(one.id))}
    />
  );
}
