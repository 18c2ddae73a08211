"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { useEditor, useEditorStore, useSaver, useUi, useUiStore } from "@/lib/client/editor/context";
import { restoreRevision, useFlowRevisions } from "@/lib/client/queries/flows";
import { plural } from "@/lib/utils/plural";

/** The kept saves of this drawing. Restoring one saves it as the newest: nothing of what came between is lost. */
export function RevisionsSheet({ flowId }: { flowId: string }) {
  const open = useUi((state) => state.revisions);
  const ui = useUiStore();
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => ui.setState({ revisions: next })}
      title="Earlier revisions"
      description="The last 50 saves. Restoring one makes it the newest; the others stay here."
    >
      {open ? <Revisions flowId={flowId} /> : null}
    </Sheet>
  );
}

function Revisions({ flowId }: { flowId: string }) {
  const store = useEditorStore();
  const saver = useSaver();
  const ui = useUiStore();
  const readOnly = useEditor((state) => state.readOnly);
  const current = useEditor((state) => state.saved.revision);
  const revisions = useFlowRevisions(flowId, true);
  const restore = useMutation({
    mutationFn: async (revision: number) => {
      if (!(await saver.flush()))
        throw new Error("Your last changes could not be saved. Try again in a moment.");
      return await restoreRevision(flowId, revision, store.getState().saved.revision);
    },
    onSuccess: ({ revision, document }, restored) => {
      store.getState().hydrate({ revision, document });
      ui.setState({ revisions: false });
      toast.success(`Revision ${restored} is restored.`);
    },
    onError: (error) => toast.error(error.message),
  });

  if (revisions.error) return <ErrorState error={revisions.error} onRetry={() => void revisions.refetch()} />;
  if (!revisions.data)
    return (
      <div className="flex flex-col gap-3">
        {[1, 2, 3, 4, 5].map((line) => (
          <Skeleton key={line} className="h-12" />
        ))}
      </div>
    );
  if (revisions.data.data.length === 0) return <EmptyState title="Nothing saved yet" />;
  return (
    <ol className="-mx-2 flex flex-col">
      {revisions.data.data.map((revision) => {
        const isCurrent = revision.revision === current;
        return (
          <li
            key={revision.revision}
            className="group flex items-center gap-3 rounded-md px-2 py-2 hover:bg-hover"
          >
            <div className="min-w-0 flex-1">
              <p className="flex items-baseline gap-2">
                <span className="tabular font-medium">{revision.revision}</span>
                <span className="truncate">{revision.change}</span>
              </p>
              <p className="truncate text-muted text-xs">
                <RelativeTime at={revision.savedAt} /> by {revision.savedBy ?? "Cartograph"},{" "}
                {plural(revision.steps, "step")}
              </p>
            </div>
            {isCurrent ? (
              <span className="text-muted text-xs">Current</span>
            ) : (
              <Button
                size="sm"
                disabledReason={readOnly}
                loading={restore.isPending && restore.variables === revision.revision}
                onClick={() => restore.mutate(revision.revision)}
              >
                Restore
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
