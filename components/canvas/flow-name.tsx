"use client";

import { useState } from "react";
import { toast } from "sonner";
import { useEditor } from "@/lib/client/editor/context";
import { useUpdateFlow } from "@/lib/client/queries/flows";

/** The flow's name, changed where it stands. Enter or leaving it saves, Escape takes it back. */
export function FlowName({ id, name }: { id: string; name: string }) {
  const readOnly = useEditor((state) => state.readOnly !== null);
  const update = useUpdateFlow();
  const [typed, setTyped] = useState<string | null>(null);
  const save = () => {
    const next = typed?.trim();
    setTyped(null);
    if (!next || next === name) return;
    update.mutate({ id, name: next }, { onError: (error) => toast.error(error.message) });
  };
  const shown = typed ?? (update.isPending ? (update.variables.name ?? name) : name);
  if (readOnly)
    return (
      <h1 className="max-w-72 truncate px-1.5 font-semibold text-sm" dir="auto" title={name}>
        {name}
      </h1>
    );
  return (
    <>
      <h1 className="sr-only">{name}</h1>
      <input
        aria-label="Name of the flow"
        title={shown}
        value={shown}
        maxLength={120}
        dir="auto"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") {
            setTyped(null);
            event.stopPropagation();
          }
        }}
        className="field-sizing-content h-8 min-w-24 max-w-72 truncate rounded-md border border-transparent bg-transparent px-1.5 font-semibold text-sm hover:border-line-strong focus-visible:bg-surface focus-visible:outline-offset-0"
      />
    </>
  );
}
