import type { ResponseOf } from "@/lib/contracts/contract";
import type { listPreviewSourcesContract } from "@/lib/contracts/templates";
import { cartOf } from "@/lib/domain/flow/entry";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { type RecentCart, recentCarts } from "@/lib/server/db/templates/recent-carts";

const AT_MOST = 30;

/** The latest events with a cart, one per customer, to preview a template with. */
export async function listPreviewSources({
  actor,
}: {
  actor: Actor;
}): Promise<ResponseOf<typeof listPreviewSourcesContract>> {
  authorise(actor, "read");
  const rows = await recentCarts(pool(), actor.workspaceId, AT_MOST * 3);
  const newest = new Map<string, RecentCart>();
  for (const row of rows) if (!newest.has(row.customer_id)) newest.set(row.customer_id, row);
  return { data: [...newest.values()].slice(0, AT_MOST).map(shown) };
}

function shown(row: RecentCart): ResponseOf<typeof listPreviewSourcesContract>["data"][number] {
  const cart = cartOf({
    id: row.id,
    name: row.name,
    properties: row.properties,
    occurredAt: row.occurred_at.getTime(),
    acceptedAt: row.accepted_at.getTime(),
    role: "cart",
  });
  const name = [row.first_name, row.last_name].filter(Boolean).join(" ");
  return {
    eventId: row.id,
    customerId: row.customer_id,
    customer: name || row.email || row.phone || row.external_id || "Customer",
    eventName: row.name,
    occurredAt: row.occurred_at.toISOString(),
    items: cart?.items.length ?? 0,
    total: cart?.total ?? 0,
    currency: cart?.currency ?? "",
  };
}
