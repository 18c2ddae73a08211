"use client";

import { useConnection } from "@xyflow/react";
import { Ban } from "lucide-react";
import type { useConnections } from "@/components/canvas/use-connections";
import { useUi } from "@/lib/client/editor/context";

/** Why the connection that is being drawn cannot end where the pointer is, or could not where it was let go. */
export function ConnectionHint({
  reasonAgainst,
}: {
  reasonAgainst: ReturnType<typeof useConnections>["reasonAgainst"];
}) {
  const over = useConnection((connection) => {
    if (!connection.inProgress || !connection.toNode || connection.isValid !== false) return null;
    const forward = connection.fromHandle.type === "source";
    const source = forward ? connection.fromNode.id : connection.toNode.id;
    const target = forward ? connection.toNode.id : connection.fromNode.id;
    const sourceHandle = (forward ? connection.fromHandle.id : connection.toHandle?.id) ?? null;
    return reasonAgainst({ source, sourceHandle, target });
  });
  const refusal = useUi((state) => state.refusal);
  if (over)
    return (
      <p className="pointer-events-none absolute top-3 left-1/2 z-10 max-w-96 -translate-x-1/2 rounded-md bg-bad-soft px-3 py-1.5 text-bad shadow-float">
        {over}
      </p>
    );
  if (!refusal) return null;
  return (
    <p
      className="pointer-events-none fixed z-50 flex max-w-72 -translate-x-1/2 animate-in items-start gap-2 rounded-md border border-line-strong bg-raised px-3 py-2 text-bad shadow-float"
      style={{ left: refusal.x, top: refusal.y + 12 }}
    >
      <Ban className="mt-0.5 size-4 shrink-0" aria-hidden />
      {refusal.text}
    </p>
  );
}
