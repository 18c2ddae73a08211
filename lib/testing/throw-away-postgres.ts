import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbedded } from "@/lib/server/db/embedded";
import { migrate } from "@/lib/server/db/migrate";
import { THROW_AWAY } from "@/lib/server/db/postgres/server-settings";

/** Starts a PostgreSQL of its own for tests, with the newest schema in its one database. `drop` stops it and deletes its data. */
export async function throwAwayPostgres(): Promise<{ url: string; drop: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), "cartograph-test-"));
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded(folder, THROW_AWAY);
  await migrate(postgres.url);
  return {
    url: postgres.url,
    drop: async () => {
      await postgres.stop();
      postgres.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
