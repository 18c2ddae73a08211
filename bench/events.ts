import { pool } from "@/lib/server/db/pool";
import { handled, Product } from "./product";
import { amount, report } from "./report";
import { cartEvents, knownCustomers, openShop, waitingFlow } from "./shop";

/**
 * Events per second over HTTP in batches of a hundred, from the first request until the engine has handled the last event: each one lets a known
 * customer into a flow, where they wait. A web process, a worker and the sender share the machine with PostgreSQL. All three have done the same
 * for others before, see through.ts.
 */
const count = amount(120_000);
const WARM = 10_000;
const AT_ONCE = 4;
const EACH = 100;
const shop = await openShop();
const { versionId } = await waitingFlow(shop);
await knownCustomers(shop, WARM, "warm");
await knownCustomers(shop, count, "c");
await pool().query("VACUUM ANALYZE");
const product = await new Product().open(shop);
await send(batchesOf(WARM, "warm"));
await handled();
await pool().query("ANALYZE");

// Made before the clock starts: shops make theirs on machines of their own.
const batches = batchesOf(count, "c");
const started = performance.now();
await send(batches);
const accepted = (performance.now() - started) / 1000;
await handled();
const seconds = (performance.now() - started) / 1000;
const entered = (await shop.totals(versionId))["/entered"];
if (entered !== WARM + count) throw new Error(`${entered} of ${WARM + count} customers entered.`);
product.close();
report({ perSecond: count / seconds, acceptedPerSecond: count / accepted });

function batchesOf(many: number, prefix: string): string[] {
  return Array.from({ length: many / EACH }, (_, index) => cartEvents(prefix, index * EACH, EACH));
}

async function send(waiting: string[]): Promise<void> {
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let batch = waiting.pop(); batch !== undefined; batch = waiting.pop())
        await product.send(batch, EACH);
    }),
  );
}
