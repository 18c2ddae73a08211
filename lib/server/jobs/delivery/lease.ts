import pg from "pg";
import { leaseKey } from "@/lib/server/db/messages/lease-key";
import { NOTICE_DEAD_PEERS } from "@/lib/server/db/open-pool";

/**
 * The sign of life under which a process delivers: a number, and a database session of its own that holds the number's lock for as long as it
 * lives. When the process dies, PostgreSQL drops the lock, and whoever looks at what it had taken knows that nobody is calling any more. No clock is
 * asked, and no message costs a lock.
 */
export class Lease {
  #current: Promise<number> | null = null;
  #client: pg.Client | null = null;

  constructor(readonly databaseUrl: string) {}

  /** The number to take deliveries under. A new one after the session broke: what was taken under the old one may be taken over. */
  current(): Promise<number> {
    this.#current ??= this.#open().catch((error: unknown) => {
      this.#current = null;
      throw error;
    });
    return this.#current;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    this.#current = null;
    await client?.end().catch(() => {});
  }

  async #open(): Promise<number> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: "cartograph deliveries",
      keepAlive: true,
    });
    const lost = () => {
      if (this.#client === client) this.#current = null;
    };
    client.on("error", lost);
    client.on("end", lost);
    this.#client = client;
    await client.connect();
    await client.query(NOTICE_DEAD_PEERS);
    const { rows } = await client.query<{ lease: number }>(
      `SELECT nextval(pg_get_serial_sequence('delivery', 'id')) AS lease`,
    );
    const { lease } = rows[0]!;
    await client.query(`SELECT pg_advisory_lock(${leaseKey("$1::text")})`, [lease]);
    return lease;
  }
}
