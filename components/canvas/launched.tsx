"use client";

import { ChartNoAxesColumn, CircleCheck, Store } from "lucide-react";
import Link from "next/link";
import { MoveProgress, wordsOf } from "@/components/flows/move-notice";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { useFlowMove } from "@/lib/client/queries/flows";
import { useMe } from "@/lib/client/queries/me";
import type { FlowStatus } from "@/lib/contracts/flow-shared";
import type { FlowDetail } from "@/lib/contracts/flows";
import { plural } from "@/lib/utils/plural";

/** After the launch: that it runs, and where to watch it. */
export function Launched({
  flow,
  version,
  status,
  moving,
  onlyMoved,
}: {
  flow: FlowDetail;
  version: number;
  status: FlowStatus;
  /** How many are on their way to this version. */
  moving: number;
  /** No version was launched: those on earlier ones were moved. */
  onlyMoved: boolean;
}) {
  const { links } = useMe();
  // Whoever only moved people has seen the flow run.
  const demoShop = onlyMoved ? null : links.demoShop;
  return (
    <div role="status" className="flex flex-col items-center gap-2 py-4 text-center">
      <span className="flex size-12 items-center justify-center rounded-full bg-ok-soft text-ok">
        <CircleCheck className="size-6" aria-hidden />
      </span>
      <p className="mt-1 font-medium">
        {onlyMoved
          ? `Everyone goes on in version ${version}`
          : status === "paused"
            ? `Version ${version} is ready. The flow stays paused.`
            : `Live as version ${version}`}
      </p>
      {moving > 0 ? <Moving flowId={flow.id} version={version} moving={moving} /> : null}
      {onlyMoved ? null : (
        <p className="max-w-80 text-muted">
          {links.demoShop
            ? "Leave a cart behind in the demo shop and watch yourself move across the map."
            : "The numbers appear on the same map as soon as the first customer enters."}
        </p>
      )}
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        <Button asChild variant={demoShop ? "secondary" : "primary"}>
          <Link href={`/flows/${flow.id}/performance`}>
            <ChartNoAxesColumn aria-hidden />
            View performance
          </Link>
        </Button>
        {demoShop ? (
          <Button asChild variant="primary">
            <a href={demoShop} target="_blank" rel="noreferrer">
              <Store aria-hidden />
              Open the demo shop
            </a>
          </Button>
        ) : null}
        <DialogClose asChild>
          <Button variant="ghost">Back to the canvas</Button>
        </DialogClose>
      </div>
    </div>
  );
}

/** How far those inside are on their way; the count of the launch until the first look. */
function Moving({ flowId, version, moving }: { flowId: string; version: number; moving: number }) {
  const { data: move } = useFlowMove(flowId);
  if (!move || move.version !== version)
    return (
      <p className="max-w-80 text-muted">
        {plural(moving, "customer")} inside {moving === 1 ? "is" : "are"} being moved to it now.
      </p>
    );
  return move.finishedAt ? (
    <p className="max-w-80 text-muted">{wordsOf(move)}</p>
  ) : (
    <div className="my-1 w-80 max-w-full text-left">
      <MoveProgress move={move} />
    </div>
  );
}
