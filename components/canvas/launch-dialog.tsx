"use client";

import { useEffect, useState } from "react";
import { type Inside, undecided } from "@/components/canvas/inside-choice";
import { LaunchPlan } from "@/components/canvas/launch-plan";
import { Launched } from "@/components/canvas/launched";
import { MovePlanView } from "@/components/canvas/move-plan-view";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ApiError } from "@/lib/client/api-error";
import { useEditor, useEditorStore, useSaver, useUi, useUiStore } from "@/lib/client/editor/context";
import { useFlowChanges, usePublishFlow } from "@/lib/client/queries/flows";
import type { FlowDetail } from "@/lib/contracts/flows";
import { diffFlows } from "@/lib/domain/flow/diff";
import { plural } from "@/lib/utils/plural";

/**
 * LAUNCH: says what will happen to whom before it happens, and afterwards where to watch it (S4-23). The flow is looked at as it was when the
 * dialog opened: a refetch must not change the question. Where nothing has changed, it brings those on earlier versions to the live one.
 */
export function LaunchDialog({ flow: newest }: { flow: FlowDetail }) {
  const asked = useUi((state) => state.launching);
  const ui = useUiStore();
  const document = useEditor((state) => state.document);
  const [flow, setFlow] = useState(newest);
  if (!asked && flow !== newest) setFlow(newest);
  const onlyMoves = asked === "move" && flow.live !== null && diffFlows(flow.live.document, document).same;
  return (
    <Dialog
      open={asked !== null}
      onOpenChange={(next) => ui.setState({ launching: next ? "launch" : null })}
      title={
        !flow.live
          ? "Launch this flow"
          : onlyMoves
            ? `Move everyone to version ${flow.live.number}`
            : `Launch version ${flow.live.number + 1}`
      }
      size="md"
    >
      {asked ? <LaunchBody flow={flow} moves={asked === "move"} onlyMoves={onlyMoves} /> : null}
    </Dialog>
  );
}

/** Its state begins anew each time. */
function LaunchBody({
  flow,
  moves,
  onlyMoves,
}: {
  flow: FlowDetail;
  /** Whether moving those inside is what was asked for. */
  moves: boolean;
  onlyMoves: boolean;
}) {
  const store = useEditorStore();
  const saver = useSaver();
  const ui = useUiStore();
  const publish = usePublishFlow(flow.id);
  const [inside, setInside] = useState<Inside>(moves ? { mode: "move", steps: {} } : { mode: "finish" });
  // The server counts against what is saved, so what is drawn is saved first.
  const [isSaved, setSaved] = useState(false);
  useEffect(() => {
    void saver.flush().then(() => setSaved(true));
  }, [saver]);
  const changes = useFlowChanges(flow.id, isSaved && flow.live !== null);
  const open = undecided(changes.data, inside);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  const launch = async () => {
    setError(null);
    setSaving(true);
    const saved = await saver.flush();
    setSaving(false);
    if (!saved) {
      setError("The last changes could not be saved, so nothing was launched. Try again when they are.");
      return;
    }
    publish.mutate(
      { revision: store.getState().saved.revision, inside },
      {
        onError: (failure) => {
          setError(failure.message);
          if (failure instanceof ApiError && failure.code === "not_launchable")
            ui.setState({ problems: true });
        },
      },
    );
  };

  if (publish.data)
    return (
      <Launched
        flow={flow}
        version={publish.data.version}
        status={publish.data.status}
        moving={publish.data.moving}
        onlyMoved={onlyMoves}
      />
    );
  return (
    <>
      {onlyMoves ? (
        <MovePlanView flow={flow} changes={changes} inside={inside} onInside={setInside} />
      ) : (
        <LaunchPlan flow={flow} changes={changes} inside={inside} onInside={setInside} />
      )}
      {error ? (
        <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-bad">
          {error}
        </p>
      ) : null}
      <div className="mt-5 flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          variant="primary"
          loading={saving || publish.isPending}
          disabledReason={open.length > 0 ? `Choose where those at “${open[0]}” go.` : null}
          onClick={() => void launch()}
        >
          {onlyMoves
            ? `Move ${plural(flow.earlier, "customer")}`
            : flow.live
              ? "Launch changes"
              : "Launch flow"}
        </Button>
      </div>
    </>
  );
}
