import fc from "fast-check";
import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { watchStatements } from "@/lib/testing/watch-statements";
import { foldOptOuts } from "./fold-opt-outs";
import { listTopics } from "./list-topics";
import { insertTopic } from "./save-topic";

const SAID = ["email", "sms", "email:news", "sms:news", "email:carts"];
let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  for (const key of ["news", "carts"])
    await insertTopic(
      pool,
      { id: crypto.randomUUID(), workspaceId: shop.workspaceId, key, name: key, description: "" },
      shop.clock(),
    );
});

const counted = async () =>
  (await listTopics(pool, shop.workspaceId)).map(({ key, email, sms }) => ({ key, email, sms }));

/** What there is to be counted, by looking at every customer. */
async function looked() {
  const { rows } = await pool.query<{ consent: Record<string, { state: string }> }>(
    `SELECT consent FROM customer WHERE workspace_id = $1`,
    [shop.workspaceId],
  );
  const noes = (said: string) => rows.filter(({ consent }) => consent[said]?.state === "denied").length;
  return ["carts", "news"].map((key) => ({ key, email: noes(`email:${key}`), sms: noes(`sms:${key}`) }));
}

const consent = fc.dictionary(
  fc.constantFrom(...SAID),
  fc.constantFrom(
    { state: "denied" },
    { state: "denied", at: "2026-01-05T10:00:00Z" },
    { state: "granted" },
    { state: "unknown" },
  ),
);
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ who: fc.nat(9), consent }) },
  { weight: 1, arbitrary: fc.record({ who: fc.nat(9), erased: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.constant({ folded: true }) },
);

it("opt-outs of topics are counted as they are, whatever customers say, take back and are erased", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 25 }), async (acts) => {
      const there: (string | undefined)[] = [];
      for (const one of acts) {
        if ("folded" in one) await foldOptOuts(pool);
        else {
          const id = there[one.who];
          if ("erased" in one) {
            await pool.query(`DELETE FROM customer WHERE shard = $1 AND id = $2`, [id ? shardOf(id) : 0, id]);
            there[one.who] = undefined;
          } else if (id)
            await pool.query(`UPDATE customer SET consent = $3 WHERE shard = $1 AND id = $2`, [
              shardOf(id),
              id,
              JSON.stringify(one.consent),
            ]);
          else [there[one.who]] = await shop.customers(1, { consent: one.consent });
        }
      }
      expect(await counted()).toEqual(await looked());
    }),
    { numRuns: 25 },
  );
});

it("nobody who opts out at the same moment is missed or waits for another, also while the lines are added up", async () => {
  const customers = await shop.customers(40);
  const no = { "email:news": { state: "denied" }, "sms:carts": { state: "denied" } };
  const [left, right] = [await pool.connect(), await pool.connect()];
  const half = [customers.slice(0, 20), customers.slice(20)];
  try {
    // Two that have not committed yet: with one line per topic the second would wait for the first for ever.
    for (const [index, client] of [left, right].entries()) {
      await client.query("BEGIN");
      await client.query(`UPDATE customer SET consent = $2 WHERE id = ANY($1::uuid[])`, [
        half[index],
        JSON.stringify(no),
      ]);
    }
    await foldOptOuts(pool);
    for (const client of [right, left]) await client.query("COMMIT");
  } finally {
    for (const client of [left, right]) client.release();
  }
  await Promise.all([foldOptOuts(pool), foldOptOuts(pool), shop.customers(5, { consent: no })]);
  expect(await counted()).toEqual([
    { key: "carts", email: 0, sms: 45 },
    { key: "news", email: 45, sms: 0 },
  ]);
  await foldOptOuts(pool);
  const { rows } = await pool.query(
    `SELECT key, change FROM topic_opt_out WHERE workspace_id = $1 ORDER BY key`,
    [shop.workspaceId],
  );
  expect(rows).toEqual([
    { key: "email:news", change: 45 },
    { key: "sms:carts", change: 45 },
  ]);
});

it("listing topics looks at no customer, however many there are", async () => {
  const [statement] = await watchStatements(() => listTopics(pool, shop.workspaceId));
  expect(statement!.text).not.toMatch(/\bcustomer\b/);
});
