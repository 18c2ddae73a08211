import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listMonths } from "@/lib/server/db/months/list-months";
import { makeMonths } from "@/lib/server/db/months/make-months";
import { MONTHLY_TABLES, monthOf } from "@/lib/server/db/months/tables";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { keepMonths } from "./keep-months";

let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query(`DELETE FROM workspace`);
  shop = await new EngineFixture(pool).open({ retentionMonths: 3 });
});

/** One customer goes through: an event, a run's log, a refusal and a message, all now. */
async function oneOfEach(into = shop): Promise<void> {
  const templateId = await into.template();
  await into.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "email" } },
      email: { type: "send-email", config: { templateId }, to: { next: "end" } },
      end: { type: "exit" },
    }),
  );
  const customers = await into.customers(1);
  await into.abandon(customers);
  await into.drain();
  await into.abandon(customers);
  await into.drain();
  await pool.query(`UPDATE message SET status = 'sent'`);
}

const rowsOf = async (table: string) =>
  (
    await pool.query<{ place: string; count: number }>(
      `SELECT tableoid::regclass::text AS place, count(*) AS count FROM ${table} GROUP BY 1 ORDER BY 1`,
    )
  ).rows.map(({ place, count }) => `${place} ${count}`);

describe("the months of what grows", () => {
  it("what came before its month was made moves into it, and all of it can still be read", async () => {
    await oneOfEach();
    for (const { name } of MONTHLY_TABLES)
      expect(await rowsOf(name)).toEqual([expect.stringMatching(`^${name}_rest [12]$`)]);
    expect(await makeMonths(pool, shop.clock())).toHaveLength(3 * MONTHLY_TABLES.length);
    expect(await makeMonths(pool, shop.clock())).toEqual([]);
    for (const { name } of MONTHLY_TABLES)
      expect(await rowsOf(name)).toEqual([expect.stringMatching(`^${name}_y2026m01 [12]$`)]);
    expect((await shop.messages()).map(({ status }) => status)).toEqual(["sent"]);
  });

  it("a month goes when no workspace keeps it, and not before", async () => {
    await makeMonths(pool, shop.clock());
    await oneOfEach();
    shop.now = Date.parse("2026-04-30T12:00:00Z");
    await keepMonths({ pool, clock: shop.clock });
    expect(await rowsOf("event")).not.toEqual([]);
    shop.now = Date.parse("2026-05-01T00:30:00Z");
    await keepMonths({ pool, clock: shop.clock });
    for (const { name } of MONTHLY_TABLES) {
      expect(await rowsOf(name), name).toEqual([]);
      expect((await listMonths(pool, name))[0]!.month, name).toEqual(new Date("2026-02-01T00:00:00Z"));
    }
  });

  it("a workspace that keeps for ever keeps the month; what is another's goes from it row by row", async () => {
    const keeper = await new EngineFixture(pool).open({ retentionMonths: null });
    await oneOfEach();
    await oneOfEach(keeper);
    shop.now = Date.parse("2026-09-01T00:30:00Z");
    await keepMonths({ pool, clock: shop.clock });
    const { rows } = await pool.query<{ workspace_id: string }>(`SELECT DISTINCT workspace_id FROM event`);
    expect(rows).toEqual([{ workspace_id: keeper.workspaceId }]);
    expect(await shop.messages()).toEqual([]);
    expect(await keeper.messages()).toHaveLength(1);
  });

  it("a second event with the same messageId is refused across the months' edge, for as long as such an event would be taken", async () => {
    const [customer] = await shop.customers(1);
    await makeMonths(pool, shop.clock());
    await shop.send("PurchaseFinished", [customer!], {}, "order-1");
    shop.now = monthOf(shop.clock(), 1).getTime();
    await shop.send("PurchaseFinished", [customer!], {}, "order-1");
    await keepMonths({ pool, clock: shop.clock });
    await shop.send("PurchaseFinished", [customer!], {}, "order-1");
    const count = async () =>
      (await pool.query(`SELECT count(*) FROM event WHERE message_id = 'order-1'`)).rows[0].count;
    expect(await count()).toBe(1);
    const keys = async () => (await pool.query(`SELECT count(*) FROM event_key`)).rows[0].count;
    expect(await keys()).toBeGreaterThan(0);
    shop.now += 400 * 86_400_000;
    await keepMonths({ pool, clock: shop.clock });
    expect(await keys()).toBe(0);
  });
});
