import { shardOfValue } from "@/lib/domain/shard";
import { pool } from "@/lib/server/db/pool";
import { handled, Product } from "./product";
import { amount, report } from "./report";
import { cartEvent, openShop, waitingFlow } from "./shop";

/**
 * Events per second over HTTP in batches of a hundred, from the first request until the engine has handled the last event: each one lets a known
 * customer into a flow, where they wait. A web process, a worker and the sender share the machine with PostgreSQL.
 */
const count = amount(30_000);
const AT_ONCE = 4;
const shop = await openShop();
const { versionId } = await waitingFlow(shop);
await pool().query(
  `WITH made AS (
     INSERT INTO customer (shard, id, workspace_id, external_id, created_at, updated_at)
     SELECT get_byte(uuid_send(id), 15) % 64, id, $1, 'c' || n, now(), now() FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, $2::int) AS n) AS people
     RETURNING shard, id, external_id
   )
   INSERT INTO customer_identity (shard, workspace_id, kind, value, customer_shard, customer_id)
   SELECT u.shard, $1, 'external_id', made.external_id, made.shard, made.id
   FROM made JOIN unnest($3::text[], $4::smallint[]) AS u (value, shard) ON u.value = made.external_id`,
  [shop.workspaceId, count, ...identityShards(count)],
);
await pool().query("VACUUM ANALYZE");
const product = await new Product().open(shop);

const started = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (next < count) {
      const from = next;
      next += 100;
      await product.send(
        Array.from({ length: Math.min(100, count - from) }, (_, index) => cartEvent(`c${from + index + 1}`)),
      );
    }
  }),
);
const accepted = (performance.now() - started) / 1000;
await handled();
const seconds = (performance.now() - started) / 1000;
const entered = (await shop.totals(versionId))["/entered"];
if (entered !== count) throw new Error(`${entered} of ${count} customers entered.`);
product.close();
report({ perSecond: count / seconds, acceptedPerSecond: count / accepted });

function identityShards(many: number): [string[], number[]] {
  const values = Array.from({ length: many }, (_, index) => `c${index + 1}`);
  return [values, values.map(shardOfValue)];
}
