import { pool } from "@/lib/server/db/pool";
import { handled, Product } from "./product";
import { amount, report } from "./report";
import { cartEvent, knownCustomers, openShop, waitingFlow } from "./shop";

/**
 * Events per second over HTTP in batches of a hundred, from the first request until the engine has handled the last event: each one lets a known
 * customer into a flow, where they wait. A web process, a worker and the sender share the machine with PostgreSQL. All three have done the same
 * for others before, see through.ts.
 */
const count = amount(30_000);
const WARM = 10_000;
const AT_ONCE = 4;
const shop = await openShop();
const { versionId } = await waitingFlow(shop);
await knownCustomers(shop, WARM, "warm");
await knownCustomers(shop, count, "c");
await pool().query("VACUUM ANALYZE");
const product = await new Product().open(shop);
await send(WARM, "warm");
await handled();
await pool().query("ANALYZE");

const started = performance.now();
await send(count, "c");
const accepted = (performance.now() - started) / 1000;
await handled();
const seconds = (performance.now() - started) / 1000;
const entered = (await shop.totals(versionId))["/entered"];
if (entered !== WARM + count) throw new Error(`${entered} of ${WARM + count} customers entered.`);
product.close();
report({ perSecond: count / seconds, acceptedPerSecond: count / accepted });

async function send(many: number, prefix: string): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < many) {
        const from = next;
        next += 100;
        await product.send(
          Array.from({ length: Math.min(100, many - from) }, (_, index) =>
            cartEvent(`${prefix}${from + index + 1}`),
          ),
        );
      }
    }),
  );
}
