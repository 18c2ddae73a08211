import pg from "pg";
import { v7 } from "uuid";
import { pool } from "@/lib/server/db/pool";
import { runBatch } from "@/lib/server/engine/run-batch";
import { env } from "@/lib/server/env";
import { deliverBatch } from "@/lib/server/jobs/deliver-batch";
import { Lease } from "@/lib/server/jobs/delivery/lease";
import { report } from "./report";
import { abandonHalfBig, openShop, throughFlow } from "./shop";

/** The SQL statements of the engine's batch, and of the delivery's, with ten customers and with a thousand: their number is the same. */
globalThis.fetch = async () => Response.json({ id: "accepted" });
const SHARD_END = "00";
const shop = await openShop();
await shop.live(await throughFlow(shop, true));
const seen: string[] = [];
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function watched(this: pg.Client, ...args: unknown[]) {
  const [what] = args as [string | { name?: string; text: string }];
  seen.push(
    typeof what === "string"
      ? what.split(";")[0]!
      : (what.name ?? what.text.trim().split(/\s+/).slice(0, 3).join(" ")),
  );
  return Reflect.apply(query, this, args);
} as typeof query;

const lease = new Lease(env().DATABASE_URL);
await lease.current();
// What is read once and kept by the process is read in the first round.
await statementsFor(10);
const few = await statementsFor(10);
const many = await statementsFor(1000);
for (const part of ["engine", "delivery"] as const)
  if (few[part].length !== many[part].length)
    throw new Error(`${few[part].length} statements for 10 customers, ${many[part].length} for 1,000.`);
await lease.close();
report({ ...many });

async function statementsFor(count: number): Promise<{ engine: string[]; delivery: string[] }> {
  const ids = Array.from({ length: count }, () => v7().slice(0, -2) + SHARD_END);
  await pool().query(
    `INSERT INTO customer (shard, id, workspace_id, email, created_at, updated_at) SELECT 0, id, $1, 'shopper@shop.example', now(), now() FROM unnest($2::uuid[]) AS u (id)`,
    [shop.workspaceId, ids],
  );
  await abandonHalfBig(shop, ids);
  shop.now += 1000;
  seen.length = 0;
  await runBatch(pool(), { clock: shop.clock });
  const engine = [...seen];
  // The codes that were given are events themselves, and messages wait for what they may cause.
  await shop.drain();
  shop.now += 1000;
  seen.length = 0;
  await deliverBatch(pool(), { clock: shop.clock, lease, limit: 1000 });
  return { engine, delivery: [...seen] };
}
