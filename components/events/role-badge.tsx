import { Badge } from "@/components/ui/badge";
import type { EventRole } from "@/lib/domain/event/definition";

/** What an event means to flows and reports, when it means more than that it happened. */
export function RoleBadge({ role }: { role: EventRole | null }) {
  if (role === "cart") return <Badge tone="entry">Cart</Badge>;
  if (role === "order") return <Badge tone="goal">Order</Badge>;
  return null;
}
