import { Badge } from "@/components/ui/badge";
import type { MessageStatus as Status } from "@/lib/domain/message/status";

/** What became of a message, in one word and a colour. */
export const STATUS_WORDS = {
  queued: { tone: "neutral", label: "Waiting" },
  sending: { tone: "info", label: "Sending" },
  sent: { tone: "ok", label: "Sent" },
  delivered: { tone: "ok", label: "Delivered" },
  skipped: { tone: "warn", label: "Held back" },
  failed: { tone: "bad", label: "Failed" },
  unknown: { tone: "bad", label: "Unknown" },
} as const;

export function MessageStatus({ status }: { status: Status }) {
  const { tone, label } = STATUS_WORDS[status];
  return <Badge tone={tone}>{label}</Badge>;
}
