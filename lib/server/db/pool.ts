import type pg from "pg";
import { env } from "@/lib/server/env";
import { openPool } from "./open-pool";

/** Anything that runs one SQL statement: the pool, or a client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, "query">;

const holder = globalThis as { cartographPool?: pg.Pool };

/** The process's one connection pool. Kept on globalThis so that hot reload does not open a second. */
export function pool(): pg.Pool {
  holder.cartographPool ??= openPool({ max: env().DATABASE_POOL, application_name: "cartograph" });
  return holder.cartographPool;
}

/**
 * Runs `work` in one transaction on its own connection: commits when it returns, rolls back when it throws.
 */
export async function transaction<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  from: pg.Pool = pool(),
  begin = "BEGIN",
): Promise<T> {
  const client = await from.connect();
  let broken: Error | undefined;
  // A connection that breaks while it is ours tells so by an event too, which would end the process if nobody listened.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    // Sent before the first statement of the work; should it fail, so does that.
    const begun = client.query(begin);
    begun.catch(() => {});
    const result = await work(client);
    await begun;
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(onError);
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

/**
 * The same for the engine's and delivery's batches, each of whose statements names its rows by key. What PostgreSQL knows of their tables' sizes is
 * always old, since they grow by thousands of rows a second: left to itself it plans, while a table is small, to read all of it, and goes on
 * doing so. Here it follows the keys.
 */
export async function keyedTransaction<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  from: pg.Pool = pool(),
): Promise<T> {
  return await transaction(work, from, BEGIN_KEYED);
}

const BEGIN_KEYED = [
  "BEGIN",
  ...["enable_seqscan", "enable_hashjoin", "enable_mergejoin"].map((name) => `SET LOCAL ${name} = off`),
  // A process that is frozen in the middle of a batch must not keep its shard from the others.
  "SET LOCAL idle_in_transaction_session_timeout = 20000",
].join("; ");
