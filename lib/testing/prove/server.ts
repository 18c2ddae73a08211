import { appendFileSync, chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { type EmbeddedPostgres, startEmbedded } from "@/lib/server/db/embedded";
import { migrate } from "@/lib/server/db/migrate";

/** A PostgreSQL of a scenario's own, which it may kill. */
export class ProvedServer {
  readonly #folder: string;
  #postgres: EmbeddedPostgres;

  private constructor(
    folder: string,
    postgres: EmbeddedPostgres,
    readonly settings: Record<string, string>,
  ) {
    this.#folder = folder;
    this.#postgres = postgres;
  }

  /** Starts one with the newest schema. It keeps what it has answered, as a real one does: only its buffers are smaller. */
  static async start(settings: Record<string, string> = {}): Promise<ProvedServer> {
    const folder = mkdtempSync(path.join(tmpdir(), "cartograph-prove-"));
    chmodSync(folder, 0o755);
    const all = { shared_buffers: "128MB", ...settings };
    const server = new ProvedServer(folder, await startEmbedded(folder, all), all);
    await migrate(server.url);
    return server;
  }

  get url(): string {
    return this.#postgres.url;
  }

  /** kill -9 of the postmaster, as a power cut does it, and a start on what it left. */
  async killAndRestart(): Promise<void> {
    process.kill(this.#postgres.pid, "SIGKILL");
    await this.#postgres.ended;
    this.#postgres = await startEmbedded(this.#folder, this.settings, true);
  }

  /** Runs one statement as the administrator, outside the database that is being proved. */
  async asAdmin(sql: string): Promise<pg.QueryResult> {
    const url = new URL(this.url);
    url.pathname = "/postgres";
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  }

  /** Lets hosts of this network in, with the password. */
  async admit(network: string): Promise<void> {
    const { rows } = await this.asAdmin("SHOW hba_file");
    appendFileSync(rows[0].hba_file, `host all all ${network} scram-sha-256\n`);
    await this.asAdmin("SELECT pg_reload_conf()");
  }

  async close(): Promise<void> {
    await this.#postgres.stop();
    this.#postgres.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
