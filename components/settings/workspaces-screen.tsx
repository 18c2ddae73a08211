"use client";

import { Building2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { NewWorkspaceButton } from "@/components/settings/new-workspace-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { useMe } from "@/lib/client/queries/me";
import { type OwnWorkspace, switchWorkspace, useOwnWorkspaces } from "@/lib/client/queries/settings";

/** One's own workspaces: open another, make a new one. */
export function WorkspacesScreen() {
  const { table } = useOwnWorkspaces();
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader
        title="Workspaces"
        description="Each shop has a space of its own: customers, flows, team and keys of one are unknown to the others."
        actions={<NewWorkspaceButton />}
      />
      <DataTable
        label="Workspaces"
        columns={COLUMNS}
        rowId={(workspace) => workspace.id}
        {...table}
        empty={<EmptyState icon={<Building2 />} title="You are in no workspace" />}
      />
    </Page>
  );
}

function Open({ workspace }: { workspace: OwnWorkspace }) {
  const me = useMe();
  const [leaving, setLeaving] = useState(false);
  if (workspace.id === me.workspace.id) return <Badge tone="ok">Open now</Badge>;
  return (
    <Button
      size="sm"
      loading={leaving}
      aria-label={`Open ${workspace.name}`}
      onClick={() => {
        setLeaving(true);
        switchWorkspace(workspace.id).catch((error: Error) => {
          setLeaving(false);
          toast.error("The workspace was not opened", { description: error.message });
        });
      }}
    >
      Open
    </Button>
  );
}

const COLUMNS: readonly DataColumn<OwnWorkspace>[] = [
  {
    id: "name",
    header: "Name",
    cell: (workspace) => (
      <span className="flex items-center gap-2">
        <span className="truncate font-medium" dir="auto">
          {workspace.name}
        </span>
        {workspace.demo ? <Badge>Demo data</Badge> : null}
      </span>
    ),
  },
  { id: "role", header: "Your role", width: "140px", cell: (workspace) => workspace.role },
  {
    id: "members",
    header: "People",
    numeric: true,
    width: "100px",
    cell: (workspace) => <NumberText value={workspace.members} />,
  },
  {
    id: "open",
    header: "",
    srHeader: "Open",
    width: "130px",
    cell: (workspace) => <Open workspace={workspace} />,
  },
];
