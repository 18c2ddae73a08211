import pg from "pg";
import { env } from "@/lib/server/env";

// bigint arrives as number: ids and minor units stay far below 2^53 here.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

type Options = Required<Pick<pg.PoolConfig, "max" | "application_name">> &
  Pick<pg.PoolConfig, "options" | "allowExitOnIdle">;

/** Opens a pool of connections to the product's database, in the one way that all of them work. */
export function openPool(options: Options): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    // Statements may be sent without waiting for the one before: see together.ts.
    pipeline: true,
    onConnect: async (client) => void (await client.query(NOTICE_DEAD_PEERS)),
    ...options,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}

/**
 * PostgreSQL keeps a session, and every lock it holds, until it notices that the other side is gone; left to the system that takes two hours when
 * a machine loses its network. With these it takes about 25 seconds, and 30 where an answer is on its way.
 */
export const NOTICE_DEAD_PEERS =
  "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET tcp_user_timeout = 30000";
