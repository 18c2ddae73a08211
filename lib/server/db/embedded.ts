import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { BARE_ENVIRONMENT, type PostgresHome, postgresHome } from "./postgres/home";
import { initialise, reasonIn } from "./postgres/init";
import { clearLeftover } from "./postgres/leftover";
import { serverSettings } from "./postgres/server-settings";

/** A PostgreSQL of our own, listening on the loopback only. */
export type EmbeddedPostgres = {
  /** the database `cartograph` on it */
  url: string;
  pid: number;
  /** resolves when it ends, whoever ended it, with the reason in plain words */
  ended: Promise<string>;
  /** ends sessions, writes everything out and waits until it is gone */
  stop(): Promise<void>;
  /** deletes the data for good; only once stopped */
  remove(): void;
};

type Remembered = { name: string; password: string; port: number };

const USER = "cartograph";

/**
 * Starts PostgreSQL on the data in `dataDir`, made on first use, and waits until it answers. Password and port are kept there in
 * `postgres.json`. It ends when this process ends, however that happens.
 * @param settings more PostgreSQL settings, over the usual ones
 * @param keepPort refuse, rather than move to another port, when the remembered one is taken: somebody holds the old address
 */
export async function startEmbedded(
  dataDir: string,
  settings: Record<string, string> = {},
  keepPort = false,
): Promise<EmbeddedPostgres> {
  const folder = path.resolve(dataDir);
  const remembered = remember(folder);
  const home = await postgresHome(folder, remembered.name);
  await clearLeftover(home.data);
  await initialise(home, USER, remembered.password, settings.fsync !== "off");
  if (!keepPort && !(await isFree(remembered.port))) {
    remembered.port = await freePort();
    write(folder, remembered);
  }
  const server = spawn(
    path.join(home.bin, "postgres"),
    ["-D", home.data, "-p", String(remembered.port), ...flags(settings)],
    {
      ...home.account,
      cwd: "/",
      // A group of its own: Ctrl-C in the terminal must reach the processes that write before it reaches the database.
      detached: true,
      env: BARE_ENVIRONMENT,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  endWithUs(home, server);
  const ended = endOf(server);
  const failure = await Promise.race([answers(remembered, server), ended]);
  if (failure) throw new Error(`PostgreSQL did not start: ${failure}.`);
  await ensureDatabase(remembered);
  return {
    url: urlOf(remembered, USER),
    pid: server.pid ?? 0,
    ended,
    stop: async () => {
      server.kill("SIGINT");
      await ended;
    },
    remove: () => rmSync(home.data, { recursive: true, force: true }),
  };
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object"
          ? resolve(address.port)
          : reject(new Error("There is no free port.")),
      );
    });
  });
}

function remember(folder: string): Remembered {
  const file = path.join(folder, "postgres.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Remembered;
  mkdirSync(folder, { recursive: true });
  const fresh = {
    name: randomBytes(6).toString("hex"),
    password: randomBytes(24).toString("base64url"),
    port: 0,
  };
  write(folder, fresh);
  return fresh;
}

function write(folder: string, remembered: Remembered): void {
  writeFileSync(path.join(folder, "postgres.json"), `${JSON.stringify(remembered, null, 2)}\n`, {
    mode: 0o600,
  });
}

async function isFree(port: number): Promise<boolean> {
  if (port === 0) return false;
  return new Promise((resolve) => {
    const server = createServer();
    server
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function flags(settings: Record<string, string>): string[] {
  return Object.entries({ ...serverSettings(), ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
}

function endOf(server: ChildProcess): Promise<string> {
  let tail = "";
  server.stderr?.on("data", (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-8000);
  });
  return new Promise((resolve) => {
    server.once("error", (error) => resolve(error.message));
    server.once("close", (code, signal) =>
      resolve(signal ? `it was ended by ${signal}` : code === 0 ? "it was stopped" : reasonIn(tail)),
    );
  });
}

/** Waits until it takes sessions. After a crash it first replays its log, so there is no hurry as long as it lives. */
async function answers(remembered: Remembered, server: ChildProcess): Promise<void> {
  while (server.exitCode === null && server.signalCode === null) {
    const client = new pg.Client({
      connectionString: urlOf(remembered, "postgres"),
      connectionTimeoutMillis: 5000,
    });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === "28P01")
        throw new Error(
          "PostgreSQL refuses the password in postgres.json of DATA_DIR. Put the right file back.",
        );
      await sleep(40);
    }
  }
}

async function ensureDatabase(remembered: Remembered): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(remembered, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [USER]);
    if (!rowCount) await client.query(`CREATE DATABASE ${USER}`);
  } finally {
    await client.end();
  }
}

function urlOf({ password, port }: Remembered, database: string): string {
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * A shell that waits for the end of a pipe which only we hold open, and then stops the server: so even `kill -9` of this process
 * leaves no database behind. It gives the processes that write two seconds to finish first.
 */
function endWithUs(home: PostgresHome, server: ChildProcess): void {
  const script = `cat >/dev/null; sleep 2; [ "$(head -n 1 "$1/postmaster.pid")" = "$0" ] && kill -INT "$0"`;
  const watcher = spawn("/bin/sh", ["-c", script, String(server.pid), home.data], {
    ...home.account,
    cwd: "/",
    detached: true,
    env: BARE_ENVIRONMENT,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.unref();
  watcher.stdin.on("error", () => {});
  (watcher.stdin as Socket).unref();
  server.once("close", () => watcher.kill("SIGKILL"));
}
