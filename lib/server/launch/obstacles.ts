import { statfsSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import pg from "pg";

/** Makes sure that nothing listens on the port yet. @throws Error in one plain line */
export async function requireFreePort(port: number): Promise<void> {
  const taken = await isTaken(port);
  if (taken === "EACCES")
    throw new Error(
      `Port ${port} needs the rights of an administrator. Start with another one: PORT=3000 npm start`,
    );
  if (taken)
    throw new Error(
      `Port ${port} is in use by another program. Stop it, or start with another port: PORT=${port + 1} npm start`,
    );
}

/** The first port from `wanted` on that nothing listens on. */
export async function firstFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 200, 65536); port++) {
    if (!(await isTaken(port))) return port;
  }
  throw new Error(`Ports ${wanted} to ${wanted + 199} are all in use.`);
}

async function isTaken(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "EADDRINUSE"));
    server.listen(port, () => server.close(() => resolve(undefined)));
  });
}

/** Makes sure that the disk which holds `folder` has room. @throws Error in one plain line */
export function requireDiskSpace(folder: string, megabytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free >= megabytes) return;
  throw new Error(
    `The disk that holds ${path.resolve(folder)} has ${free} MB free; Cartograph needs ${megabytes} MB there. Free some space, or set DATA_DIR to another disk.`,
  );
}

const OLDEST_POSTGRES = 150_000;

/** Makes sure that DATABASE_URL leads to a PostgreSQL that we can work with. @throws Error in one plain line */
export async function requireDatabase(url: string): Promise<void> {
  const { hostname, port, pathname, username } = new URL(url);
  const place = `${hostname || "localhost"}:${port || 5432}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; name: string }>(
      "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name",
    );
    if (Number(rows[0]?.number) < OLDEST_POSTGRES)
      throw new Error(`it is PostgreSQL ${rows[0]?.name}, and Cartograph needs 15 or later`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const why: Record<string, string> = {
      ECONNREFUSED: "nothing answers there",
      ENOTFOUND: "there is no host of that name",
      EAI_AGAIN: "the host's name cannot be looked up",
      ETIMEDOUT: "it does not answer",
      "28P01": `it refuses the password of ${username}`,
      "28000": `it does not let ${username} in`,
      "3D000": `it has no database named ${pathname.slice(1)}`,
    };
    throw new Error(
      `The database at ${place} (DATABASE_URL) cannot be used: ${why[code ?? ""] ?? (message || code)}.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
