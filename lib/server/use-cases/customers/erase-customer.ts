import type { ResponseOf } from "@/lib/contracts/contract";
import type { eraseCustomerContract } from "@/lib/contracts/customers";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { eraseCustomer as erase } from "@/lib/server/db/customers/erase-customer";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";
import { endRuns } from "@/lib/server/engine/end-runs";
import { RUN_COLUMNS, type RunRow } from "@/lib/server/engine/run-row";
import { findCustomerOrFail } from "./find-customer-or-fail";

type Call = { actor: Actor; params: { id: string } };

/**
 * Erases a person: their runs end as `erased`, nothing more is sent, and what could name them is removed. It holds the lock of their shard, so
 * no batch decides about them meanwhile.
 */
export async function eraseCustomer(
  { actor, params }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof eraseCustomerContract>> {
  authorise(actor, "customers:write");
  const { workspaceId } = actor;
  const customer = await findCustomerOrFail(workspaceId, params.id);
  const now = clock();
  const answer = await transaction(async (client) => {
    await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [customer.shard]);
    const { rows } = await client.query<RunRow>(
      `SELECT ${RUN_COLUMNS} FROM run WHERE shard = $1 AND customer_id = $2 AND status = 'active'`,
      [customer.shard, customer.id],
    );
    await endRuns(client, customer.shard, rows, "erased", now);
    const erased = await erase(client, workspaceId, customer);
    await appendEvents(client, [
      {
        shard: customer.shard,
        workspaceId,
        customerId: customer.id,
        name: "customer.deleted",
        messageId: `customer:${customer.id}:deleted`,
        properties: { by: actor.id },
        occurredAt: now,
        acceptedAt: now,
        source: "engine",
      },
    ]);
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "customer.erased",
      objectType: "customer",
      objectId: customer.id,
      at: now,
    });
    return {
      id: customer.id,
      runsEnded: rows.length,
      messagesErased: erased.messages,
      eventsErased: erased.events,
    };
  });
  wakeWorkers();
  return answer;
}
