import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { FlowStatus } from "@/lib/contracts/flow-shared";

const LOOK: Record<FlowStatus, { tone: BadgeTone; word: string }> = {
  draft: { tone: "neutral", word: "Draft" },
  live: { tone: "ok", word: "Live" },
  paused: { tone: "warn", word: "Paused" },
  stopped: { tone: "exit", word: "Stopped" },
};

/** Whether a flow runs, and which version. */
export function StatusBadge({
  status,
  archived = false,
  version,
}: {
  status: FlowStatus;
  archived?: boolean;
  version?: number | null;
}) {
  if (archived) return <Badge>Archived</Badge>;
  const { tone, word } = LOOK[status];
  return (
    <Badge tone={tone}>
      {word} {version && status !== "draft" ? <span className="tabular font-normal">v{version}</span> : null}
    </Badge>
  );
}
