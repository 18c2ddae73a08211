import { v7 as uuid } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { pool } from "@/lib/server/db/pool";
import { runBatch } from "@/lib/server/engine/run-batch";
import { testDatabase } from "@/lib/testing/database";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { emitInternal } from "./emit-internal";

let shop: EngineFixture;
beforeAll(async () => {
  await testDatabase();
  shop = await new EngineFixture(pool()).open();
});

async function rowsOf(name: string) {
  const { rows } = await pool().query(
    `SELECT e.customer_id, e.properties, e.source, p.event_id IS NOT NULL AS pending
     FROM event e LEFT JOIN event_pending p ON p.shard = e.shard AND p.event_id = e.id
     WHERE e.workspace_id = $1 AND e.name = $2 ORDER BY e.id`,
    [shop.workspaceId, name],
  );
  return rows;
}

it("S1-27: puts what concerns a customer before the engine, and what concerns nobody onto the log alone", async () => {
  const customerId = uuid();
  await emitInternal(
    pool(),
    shop.workspaceId,
    [
      { name: "campaign.disabled", customerId: null, properties: { campaignId: "c1" } },
      { name: "order.paid", customerId, properties: { total: 1200 } },
      { name: "export.done", customerId: null, properties: {}, messageId: "export:1:done" },
    ],
    { now: shop.clock() },
  );
  expect(await rowsOf("campaign.disabled")).toEqual([
    { customer_id: null, properties: { campaignId: "c1" }, source: "engine", pending: false },
  ]);
  expect(await rowsOf("order.paid")).toEqual([
    { customer_id: customerId, properties: { total: 1200 }, source: "engine", pending: true },
  ]);
  while (await runBatch(pool(), { clock: shop.clock }));
  expect((await rowsOf("order.paid"))[0]).toMatchObject({ pending: false });
});

it("tells a happening with an id of its own once", async () => {
  const again = {
    name: "export.done",
    customerId: null,
    properties: {},
    messageId: "export:1:done",
  } as const;
  await emitInternal(pool(), shop.workspaceId, [again, again], { now: shop.clock() });
  expect(await rowsOf("export.done")).toHaveLength(1);
});
