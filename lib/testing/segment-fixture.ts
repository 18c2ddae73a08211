import { v7 } from "uuid";
import { type SegmentRule, segmentRule } from "@/lib/domain/segment/rule";
import { shardOf } from "@/lib/domain/shard";
import { buildSegment } from "@/lib/server/db/segments/build-segment";
import type { EngineFixture } from "./engine-fixture";

/** Makes an auto-update segment and fills it. @returns its id */
export async function makeSegment(
  shop: EngineFixture,
  rule: SegmentRule,
  name = `Segment ${v7()}`,
): Promise<string> {
  const id = v7();
  await shop.pool.query(
    `INSERT INTO segment (id, workspace_id, name, type, rule, created_at, updated_at) VALUES ($1, $2, $3, 'auto', $4, $5, $5)`,
    [id, shop.workspaceId, name, JSON.stringify(segmentRule.parse(rule)), shop.clock()],
  );
  await buildSegment(shop.pool, id, shop.clock);
  return id;
}

/** Ids of those who belong to it now. */
export async function membersOf(shop: EngineFixture, segmentId: string): Promise<string[]> {
  const { rows } = await shop.pool.query<{ customer_id: string; shard: number }>(
    `SELECT customer_id, shard FROM segment_member WHERE segment_id = $1 ORDER BY customer_id`,
    [segmentId],
  );
  for (const { customer_id, shard } of rows)
    if (shardOf(customer_id) !== shard) throw new Error(`A member of shard ${shard} belongs elsewhere.`);
  return rows.map(({ customer_id }) => customer_id);
}

/** What the log says of a customer's coming and going, in order. */
export async function edgesOf(shop: EngineFixture, customerId: string): Promise<string[]> {
  const { rows } = await shop.pool.query<{ name: string }>(
    `SELECT name FROM event WHERE shard = $1 AND customer_id = $2 AND name LIKE 'customer.segment.%' ORDER BY id`,
    [shardOf(customerId), customerId],
  );
  return rows.map(({ name }) => name.slice("customer.segment.".length));
}
