import { Badge } from "@/components/ui/badge";
import type { ListedMessage } from "@/lib/client/queries/messages";

const LOOK = {
  queued: { tone: "neutral", label: "Waiting" },
  sending: { tone: "info", label: "Sending" },
  sent: { tone: "ok", label: "Sent" },
  delivered: { tone: "ok", label: "Delivered" },
  skipped: { tone: "warn", label: "Held back" },
  failed: { tone: "bad", label: "Failed" },
  unknown: { tone: "bad", label: "Unknown" },
} as const;

/** What became of a message, in one word. */
export function MessageStatus({ status }: { status: ListedMessage["status"] }) {
  const { tone, label } = LOOK[status];
  return <Badge tone={tone}>{label}</Badge>;
}
