"use client";

import { Archive, CopyPlus, Download, Ellipsis, History, Pause, Play, Square } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { downloadFlow } from "@/components/flows/list/download-flow";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { useEditor, useSaver, useUiStore } from "@/lib/client/editor/context";
import { useDuplicateFlow, useMoveFlow, useUpdateFlow } from "@/lib/client/queries/flows";
import { useDeniedReason } from "@/lib/client/queries/me";
import type { FlowDetail } from "@/lib/contracts/flows";
import { plural } from "@/lib/utils/plural";

type Verb = "pause" | "resume" | "stop";

/** Pause, resume and stop, each with whom it concerns; and what one does with a flow as a whole. */
export function LifecycleMenu({ flow }: { flow: FlowDetail }) {
  const [asked, setAsked] = useState<Verb | null>(null);
  const ui = useUiStore();
  const saver = useSaver();
  const router = useRouter();
  const move = useMoveFlow(flow.id);
  const duplicate = useDuplicateFlow();
  const update = useUpdateFlow();
  const readOnly = useEditor((state) => state.readOnly);
  const denied = useDeniedReason();
  const mayNot = denied("flows:launch", "pause, resume or stop flows") ?? undefined;
  const runs = flow.status === "live" || flow.status === "paused";

  const copy = async () => {
    await saver.flush();
    duplicate.mutate(flow.id, {
      onSuccess: (made) => router.push(`/flows/${made.id}`),
      onError: (error) => toast.error(error.message),
    });
  };
  const archive = () =>
    update.mutate(
      { id: flow.id, archived: !flow.archived },
      {
        onSuccess: () => toast.success(flow.archived ? "Brought back" : "Archived"),
        onError: (error) => toast.error(error.message),
      },
    );

  return (
    <>
      <DropdownMenu
        className="w-64"
        trigger={
          <IconButton label="More">
            <Ellipsis />
          </IconButton>
        }
      >
        {flow.status === "live" ? (
          <MenuItem icon={<Pause />} hint={mayNot} disabled={!!mayNot} onSelect={() => setAsked("pause")}>
            Pause
          </MenuItem>
        ) : null}
        {flow.status === "paused" ? (
          <MenuItem icon={<Play />} hint={mayNot} disabled={!!mayNot} onSelect={() => setAsked("resume")}>
            Resume
          </MenuItem>
        ) : null}
        {runs ? (
          <>
            <MenuItem
              icon={<Square />}
              danger
              hint={mayNot}
              disabled={!!mayNot}
              onSelect={() => setAsked("stop")}
            >
              Stop
            </MenuItem>
            <MenuSeparator />
          </>
        ) : null}
        <MenuItem icon={<History />} onSelect={() => ui.setState({ revisions: true })}>
          Earlier revisions
        </MenuItem>
        <MenuItem
          icon={<CopyPlus />}
          onSelect={() => void copy()}
          disabled={denied("flows:write", "") !== null}
        >
          Duplicate
        </MenuItem>
        <MenuItem
          icon={<Download />}
          onSelect={async () => {
            await saver.flush();
            await downloadFlow(flow).catch((error: Error) => toast.error(error.message));
          }}
        >
          Export as JSON
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Archive />}
          onSelect={archive}
          disabled={runs || (readOnly !== null && !flow.archived)}
          hint={runs ? "Stop it before you archive it." : undefined}
        >
          {flow.archived ? "Bring back" : "Archive"}
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={TITLE[asked ?? "pause"]}
        consequences={consequences(asked ?? "pause", flow)}
        verb={VERB[asked ?? "pause"]}
        danger={asked === "stop"}
        onConfirm={async () => {
          if (!asked) return;
          await move.mutateAsync(asked);
          toast.success(DONE[asked]);
        }}
      />
    </>
  );
}

const TITLE: Record<Verb, string> = {
  pause: "Pause this flow",
  resume: "Resume this flow",
  stop: "Stop this flow",
};
const VERB: Record<Verb, string> = { pause: "Pause flow", resume: "Resume flow", stop: "Stop flow" };
const DONE: Record<Verb, string> = {
  pause: "The flow is paused",
  resume: "The flow goes on",
  stop: "The flow is stopped",
};

function consequences(verb: Verb, { inside, document }: FlowDetail): string {
  const who = inside === 1 ? "1 customer is inside." : `${plural(inside, "customer")} are inside.`;
  const { value, unit } = document.settings.lateLimit;
  if (verb === "pause")
    return `${who} They stay where they are and get nothing until you resume. Nobody enters meanwhile; each refused entry is counted.`;
  if (verb === "resume")
    return `${who} They go on from where they stand. Messages that are overdue by more than ${value} ${unit} are skipped and counted.`;
  return `${inside === 0 ? "Nobody is inside." : `${who} They leave the flow now, counted as “flow stopped”, and get nothing more of it.`} Nobody enters any more. Orders inside the conversion window still count.`;
}
