"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, X } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { type FlowMove, useFlowMove } from "@/lib/client/queries/flows";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";

/** Floats over the map while those inside are brought to a launched version; what became of them stays until it is put away. */
export function MoveNotice({ flowId }: { flowId: string }) {
  const client = useQueryClient();
  const { data: move } = useFlowMove(flowId);
  const running = move ? move.finishedAt === null : false;
  // Only a move that was seen under way is news when it ends.
  const [followed, setFollowed] = useState<string | null>(null);
  if (move && running && followed !== move.startedAt) setFollowed(move.startedAt);
  const ended = move && !running && followed === move.startedAt;
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: ["flows", flowId], exact: true });
  }, [ended, client, flowId]);
  if (!move || !(running || ended)) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-3 z-20 flex justify-center px-4">
      <div className="pointer-events-auto w-96 max-w-full rounded-md border border-line-strong bg-raised px-3 py-2.5 shadow-float">
        {running ? (
          <MoveProgress move={move} />
        ) : (
          <div role="status" className="flex items-center gap-2">
            <CircleCheck className="size-4 shrink-0 text-ok" aria-hidden />
            <p className="min-w-0 flex-1">{wordsOf(move)}</p>
            <IconButton size="sm" label="Put away" onClick={() => setFollowed(null)}>
              <X />
            </IconButton>
          </div>
        )}
      </div>
    </div>
  );
}

/** How far a move is, as a bar. */
export function MoveProgress({ move }: { move: FlowMove }) {
  const done = move.moved + move.ended;
  return (
    <Progress
      // Some leave by themselves meanwhile, so the last few may never come.
      value={move.finishedAt ? 1 : move.total > 0 ? done / move.total : null}
      label={`Moving customers to version ${move.version}`}
      detail={`${formatExact(done)} of ${formatExact(Math.max(move.total, done))}`}
    />
  );
}

/** What became of those inside. */
export function wordsOf({ version, moved, ended, kept }: FlowMove): string {
  const parts = [`${plural(moved, "customer")} moved to version ${version}`];
  if (ended > 0) parts.push(`${formatExact(ended)} left the flow`);
  if (kept > 0) parts.push(`${formatExact(kept)} ${kept === 1 ? "finishes" : "finish"} on their own version`);
  return `${parts.join(", ")}.`;
}
