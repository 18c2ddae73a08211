"use client";

import { Users } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useUiStore } from "@/lib/client/editor/context";
import { useFlowMove } from "@/lib/client/queries/flows";
import { useDeniedReason } from "@/lib/client/queries/me";
import type { FlowDetail } from "@/lib/contracts/flows";
import { formatShort } from "@/lib/utils/format-number";

/** How many still walk through a version before the live one, and the way to bring them to it. */
export function EarlierBadge({ flow }: { flow: FlowDetail }) {
  const ui = useUiStore();
  const { data: move } = useFlowMove(flow.id);
  const denied = useDeniedReason()("flows:launch", "move customers between versions");
  const moving = move !== null && move !== undefined && move.finishedAt === null;
  if (flow.earlier === 0 || !flow.live) return null;
  const version = flow.live.number;
  return (
    <Button
      size="sm"
      variant="ghost"
      disabledReason={denied ?? (moving ? `They are being moved to version ${version} now.` : null)}
      onClick={() => ui.setState({ launching: "move" })}
    >
      <Users aria-hidden />
      {formatShort(flow.earlier)} on earlier versions
    </Button>
  );
}
