import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { ListedOrder } from "@/lib/client/queries/orders";

const LOOK: Record<ListedOrder["status"], { tone: BadgeTone; word: string }> = {
  CREATED: { tone: "neutral", word: "Created" },
  PAID: { tone: "ok", word: "Paid" },
  CANCELED: { tone: "warn", word: "Cancelled" },
  FULFILLED: { tone: "goal", word: "Fulfilled" },
};

/** How an order stands. */
export function OrderStatus({ status }: Pick<ListedOrder, "status">) {
  return <Badge tone={LOOK[status].tone}>{LOOK[status].word}</Badge>;
}
