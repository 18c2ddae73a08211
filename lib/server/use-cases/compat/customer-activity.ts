import type { compatCustomerActivity } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { readCustomerLog } from "@/lib/server/db/events/read-customer-log";
import { pool } from "@/lib/server/db/pool";
import { findCompatCustomer } from "./find-compat-customer";

/** What a customer did and what happened to them, newest first. */
export async function customerActivity({
  actor,
  params,
  query,
}: CompatCall<typeof compatCustomerActivity>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const { customerId } = await findCompatCustomer(workspaceId, params.id);
  const { limit, starting_after_id: after, type } = query;
  const below = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after.slice("ev_".length));
  const rows = await readCustomerLog(pool(), customerId, {
    workspaceId,
    name: type ?? null,
    above: 0,
    below,
    limit: limit + 1,
  });
  const customer = { id: publicId("cust", customerId), object: "customer" };
  const data = rows.slice(0, limit).map((row) => ({
    id: `ev_${row.id}`,
    type: row.name,
    data: row.properties,
    customer,
    created_at: row.occurred_at.toISOString(),
    group_id: row.message_id,
    object: "event",
  }));
  const more = rows.length > limit;
  return {
    status: 200,
    body: {
      object: "list",
      data_ref: "data",
      data,
      has_more: more,
      ...(more ? { more_starting_after: data.at(-1)?.id } : {}),
    },
  };
}
