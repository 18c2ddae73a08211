import type pg from "pg";
import { eventKeyOf } from "@/lib/server/db/events/event-key";

/** Removes a history that was cut off, whole: what the workspace is set up with stays. */
export async function wipe(client: pg.PoolClient, workspaceId: string): Promise<void> {
  const own = [workspaceId];
  const versions = `version_id IN (SELECT id FROM flow_version WHERE workspace_id = $1)`;
  await client.query(`DELETE FROM step_counter WHERE ${versions}`, own);
  await client.query(`DELETE FROM step_total WHERE ${versions}`, own);
  await client.query(
    `DELETE FROM entry_refusal WHERE flow_id IN (SELECT id FROM flow WHERE workspace_id = $1)`,
    own,
  );
  await client.query(
    `DELETE FROM step_log l USING run r WHERE r.workspace_id = $1 AND l.shard = r.shard AND l.run_id = r.id`,
    own,
  );
  await client.query(
    `DELETE FROM run_timer t USING run r WHERE r.workspace_id = $1 AND t.shard = r.shard AND t.run_id = r.id`,
    own,
  );
  await client.query(
    `DELETE FROM event_pending p USING event e WHERE e.workspace_id = $1 AND p.shard = e.shard AND p.event_id = e.id`,
    own,
  );
  await client.query(
    `DELETE FROM event_key k USING event e WHERE e.workspace_id = $1 AND k.shard = e.shard
       AND k.key = ${eventKeyOf("e.workspace_id::text", "e.message_id")}`,
    own,
  );
  for (const table of [
    "redemption",
    "incentive_review",
    "shop_order",
    "incentive",
    "publication",
    "voucher",
    "message",
    "run",
    "event",
    "customer_identity",
    "customer",
  ])
    await client.query(`DELETE FROM ${table} WHERE workspace_id = $1`, own);
}
