"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { RelativeTime } from "@/components/ui/relative-time";
import { useEditor, useEditorStore, useSaver, useUi, useUiStore } from "@/lib/client/editor/context";
import { fetchFlow, useCreateFlow } from "@/lib/client/queries/flows";
import type { FlowDetail } from "@/lib/contracts/flows";

type Choice = "copy" | "theirs" | "mine";

/** Somebody else saved while one drew: which drawing stays is a person's decision, and none of the ways loses work by itself. */
export function ConflictDialog({ flow }: { flow: FlowDetail }) {
  const save = useEditor((state) => state.save);
  const store = useEditorStore();
  const saver = useSaver();
  const router = useRouter();
  const create = useCreateFlow();
  const [choice, setChoice] = useState<Choice>("copy");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const later = useUi((state) => state.conflictLater);
  const ui = useUiStore();
  if (save.kind !== "conflict" || later) return null;
  const { theirs } = save;
  const who = theirs.savedBy ?? "Somebody";

  const decide = async () => {
    setBusy(true);
    setError(null);
    try {
      if (choice === "mine") {
        store.getState().overwriteTheirs();
        await saver.flush();
        toast.success(`Yours is saved. ${who}’s drawing is among the earlier revisions.`);
      } else {
        const mine = store.getState().document;
        const made =
          choice === "copy"
            ? await create.mutateAsync({ name: `${flow.name.slice(0, 108)}, my copy`, document: mine })
            : null;
        const newest = await fetchFlow(flow.id);
        store.getState().hydrate({ revision: newest.revision, document: newest.document });
        if (made) {
          toast.success("Your drawing is a flow of its own now.");
          router.push(`/flows/${made.id}`);
        }
      }
    } catch (caught) {
      setError(caught instanceof Error ? caught.message : "This did not work. Try again.");
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={() => ui.setState({ conflictLater: true })}
      title={`${who} saved this flow meanwhile`}
      description={
        <>
          Revision {theirs.revision}
          {theirs.savedAt ? (
            <>
              , <RelativeTime at={theirs.savedAt} />
            </>
          ) : null}
          . Your changes are not saved yet.
        </>
      }
      footer={
        <Button
          variant={choice === "mine" ? "danger" : "primary"}
          loading={busy}
          onClick={() => void decide()}
        >
          {choice === "copy"
            ? "Keep mine as a copy"
            : choice === "theirs"
              ? "Load theirs"
              : "Overwrite theirs"}
        </Button>
      }
    >
      <RadioGroup
        cards
        aria-label="Which drawing stays"
        value={choice}
        onChange={setChoice}
        options={[
          {
            value: "copy",
            label: "Keep mine as a copy",
            hint: "Your drawing becomes a draft flow of its own. This flow stays as they saved it.",
          },
          {
            value: "theirs",
            label: "Load theirs",
            hint: "What you changed since your last save is gone.",
          },
          {
            value: "mine",
            label: "Overwrite theirs",
            hint: `Your drawing becomes the newest. ${who}’s stays among the earlier revisions and can be restored.`,
          },
        ]}
      />
      {error ? (
        <p role="alert" className="mt-3 rounded-md bg-bad-soft px-3 py-2 text-bad">
          {error}
        </p>
      ) : null}
    </Dialog>
  );
}
