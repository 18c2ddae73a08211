import type pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { runBatch } from "./run-batch";

/*
 * What the hot tables must be like to be spread by shard over several PostgreSQL servers (docs/scale.md): every unique key holds the shard, and
 * every statement of a batch names it for every hot table that it touches.
 */

/** Tables whose rows lie in the shard of their customer. A code lies in its own text's, so a customer's codes are asked for in all shards at once. */
const HOT = [
  "customer",
  "customer_identity",
  "entry_refusal",
  "event",
  "event_key",
  "event_pending",
  "message",
  "run",
  "run_timer",
  "step_counter",
  "step_log",
  "step_total",
] as const;

let pool: pg.Pool;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});

it("every unique key of every table that has a shard holds it", async () => {
  const { rows } = await pool.query<{ name: string; table: string; columns: string[] }>(
    `SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS table,
       array(SELECT a.attname::text FROM unnest(i.indkey) AS k JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k) AS columns
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'shard' AND NOT a.attisdropped)`,
  );
  expect(rows.map(({ table }) => table)).toEqual(expect.arrayContaining([...HOT]));
  expect(rows.filter(({ columns }) => !columns.includes("shard"))).toEqual([]);
});

it("every statement of the engine's batches names the shard of every hot table in it", async () => {
  const shop = await new EngineFixture(pool).open();
  const [campaignId, templateId] = [await shop.campaign(), await shop.template()];
  await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
        coupon: { type: "issue-coupon", config: { campaignId }, to: { issued: "email" } },
        email: { type: "send-email", config: { templateId }, to: { next: "wait" } },
        wait: {
          type: "wait",
          config: { mode: "duration", duration: { value: 1, unit: "days" } },
          to: { next: "end" },
        },
        end: { type: "exit" },
      },
      {
        goal: { eventName: "PurchaseFinished" },
        cap: { count: 5, per: { value: 1, unit: "weeks" } },
        frequency: { reentry: "again" },
      },
    ),
  );
  const seen = new Set<string>();
  const watching = watch(pool, (text) => seen.add(text));
  const customers = await shop.customers(20);
  await shop.abandon(customers);
  const drain = async () => {
    while (await runBatch(watching, { clock: shop.clock }));
  };
  await drain();
  await shop.abandon(customers.slice(0, 5));
  await shop.send("PurchaseFinished", customers.slice(5, 10), { total: 100, currency: "EUR" });
  await drain();
  shop.now += 2 * 86_400_000;
  await drain();

  const statements = [...seen].filter((text) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)/i.test(text));
  expect(statements.length).toBeGreaterThan(12);
  expect(
    statements.filter((text) => shardless(text).length > 0).map((text) => [shardless(text), text]),
  ).toEqual([]);
});

/** The hot tables of a statement, when it names no shard for them: neither as a parameter, a column it writes, nor by a join with one that does. */
function shardless(text: string): string[] {
  const tables = HOT.filter((table) =>
    new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE|USING)\\s+${table}\\b`, "i").test(text),
  );
  const named = text.match(/\bshard\b\s*(?:=|,|\))|\(\s*shard\b/gi)?.length ?? 0;
  return named >= tables.length ? [] : tables;
}

/** The same pool, telling of each statement's text. */
function watch(real: pg.Pool, onText: (text: string) => void): pg.Pool {
  return {
    connect: async () => {
      const client = await real.connect();
      return new Proxy(client, {
        get: (target, key) => {
          const value = Reflect.get(target, key);
          if (key !== "query") return typeof value === "function" ? value.bind(target) : value;
          return (...args: unknown[]) => {
            const [first] = args;
            onText(typeof first === "string" ? first : String((first as { text?: string }).text));
            return Reflect.apply(value, target, args);
          };
        },
      });
    },
  } as unknown as pg.Pool;
}
