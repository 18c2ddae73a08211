"use client";

import { Archive, ArchiveRestore, ChartNoAxesCombined, Copy, Download, Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { useDeleteFlow, useDuplicateFlow, useUpdateFlow } from "@/lib/client/queries/flows";
import { useCan } from "@/lib/client/queries/me";
import type { FlowSummary } from "@/lib/contracts/flows";
import { downloadFlow } from "./download-flow";

/** What can be done with a flow from the list. */
export function FlowRowMenu({ flow }: { flow: FlowSummary }) {
  const router = useRouter();
  const mayWrite = useCan()("flows:write");
  const duplicate = useDuplicateFlow();
  const update = useUpdateFlow();
  const remove = useDeleteFlow();
  const [deleting, setDeleting] = useState(false);
  const running = flow.status === "live" || flow.status === "paused";
  const told = (work: Promise<unknown>, done: string) =>
    work.then(() => toast.success(done)).catch((error: Error) => toast.error(error.message));

  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={`More for ${flow.name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<ChartNoAxesCombined />} href={`/flows/${flow.id}/performance`}>
          View performance
        </MenuItem>
        <MenuItem icon={<Download />} onSelect={() => void told(downloadFlow(flow), "Flow exported")}>
          Export as JSON
        </MenuItem>
        <MenuItem
          icon={<Copy />}
          disabled={!mayWrite}
          onSelect={() =>
            void duplicate
              .mutateAsync(flow.id)
              .then((copy) => router.push(`/flows/${copy.id}`))
              .catch((error: Error) => toast.error(error.message))
          }
        >
          Duplicate
        </MenuItem>
        <MenuSeparator />
        {flow.archived ? (
          <MenuItem
            icon={<ArchiveRestore />}
            disabled={!mayWrite}
            onSelect={() =>
              void told(update.mutateAsync({ id: flow.id, archived: false }), "Flow brought back")
            }
          >
            Bring back
          </MenuItem>
        ) : (
          <MenuItem
            icon={<Archive />}
            disabled={!mayWrite || running}
            hint={running ? "Stop it first" : undefined}
            onSelect={() => void told(update.mutateAsync({ id: flow.id, archived: true }), "Flow archived")}
          >
            Archive
          </MenuItem>
        )}
        <MenuItem
          icon={<Trash2 />}
          danger
          disabled={!mayWrite || flow.status !== "draft"}
          hint={flow.status === "draft" ? undefined : "It has been live: archive it"}
          onSelect={() => setDeleting(true)}
        >
          Delete
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete “${flow.name}”`}
        consequences="The drawing and its earlier saves are gone for good. Nobody ever entered it."
        verb="Delete flow"
        danger
        onConfirm={async () => {
          await remove.mutateAsync(flow.id);
          toast.success("Flow deleted");
        }}
      />
    </>
  );
}
