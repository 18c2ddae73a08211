import { Badge } from "@/components/ui/badge";
import type { ListedReview } from "@/lib/client/queries/reviews";

const WORDS = {
  pending: { tone: "wait", label: "Waiting" },
  approved: { tone: "ok", label: "Approved" },
  refused: { tone: "neutral", label: "Refused" },
  expired: { tone: "warn", label: "Nobody decided" },
  withdrawn: { tone: "neutral", label: "Withdrawn" },
} as const;

/** Where a review stands, in a word and a colour. */
export function ReviewStatus({ status }: { status: ListedReview["status"] }) {
  const { tone, label } = WORDS[status];
  return <Badge tone={tone}>{label}</Badge>;
}
