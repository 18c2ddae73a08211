import { spawn } from "node:child_process";
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BARE_ENVIRONMENT, makeFolder, type PostgresHome } from "./home";

/**
 * Makes the database cluster if there is none. It is made aside and moved into place, so that a start cut short leaves no half one.
 * @param durable whether it must survive a power cut, which takes its time
 */
export async function initialise(
  home: PostgresHome,
  user: string,
  password: string,
  durable: boolean,
): Promise<void> {
  if (existsSync(path.join(home.data, "PG_VERSION"))) return;
  const fresh = `${home.data}.new`;
  const passwordFile = `${home.data}.password`;
  rmSync(fresh, { recursive: true, force: true });
  makeFolder(fresh, home.account);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { uid, gid } = home.account;
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid);
  try {
    await initdb(home, [
      `--pgdata=${fresh}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      ...(durable ? [] : ["--no-sync"]),
      // The built-in locale sorts the same on every machine, whatever the system's C library thinks of it this year.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(home.data, { recursive: true, force: true });
  renameSync(fresh, home.data);
}

async function initdb(home: PostgresHome, args: string[]): Promise<void> {
  const child = spawn(path.join(home.bin, "initdb"), args, {
    ...home.account,
    cwd: "/",
    env: BARE_ENVIRONMENT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (code !== 0)
    throw new Error(`PostgreSQL could not make its data folder ${home.data}: ${reasonIn(output)}`);
}

/** The one line of PostgreSQL's output that says why. */
export function reasonIn(output: string): string {
  if (/no space left on device/i.test(output)) return "the disk is full";
  const lines = output.split("\n").filter((line) => /\b(FATAL|PANIC|error|ERROR)\b/.test(line));
  return (
    (lines.at(-1) ?? output.trim().split("\n").at(-1) ?? "").replace(
      /^.*?\b(FATAL|PANIC|ERROR|error): +/,
      "",
    ) || "no reason given"
  );
}
