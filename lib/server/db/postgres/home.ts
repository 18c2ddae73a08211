import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { nativePostgres } from "./native";

/** The account that PostgreSQL runs under; empty when it is our own. */
export type Account = { uid?: number; gid?: number };

/** Where PostgreSQL's programs and data are, and who it runs as. */
export type PostgresHome = { bin: string; data: string; account: Account };

/**
 * Finds a place for PostgreSQL that works for whoever starts us. It refuses to run as root, so as root it runs under the account
 * `postgres`, and that account must be able to reach both the programs and the data. In a checkout under a folder that only root may
 * enter it cannot: then the programs are copied, and the data kept, in a folder of their own.
 * @param dataDir where the data should be, absolute
 * @param name names the data in the folder of their own
 */
export async function postgresHome(dataDir: string, name: string): Promise<PostgresHome> {
  const native = await nativePostgres();
  const wanted = path.join(dataDir, "postgres");
  if (process.getuid?.() !== 0) return { bin: path.join(native.folder, "bin"), data: wanted, account: {} };

  // Data that somebody made before stays theirs.
  const owner = existsSync(wanted) ? statSync(wanted) : null;
  const account = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : unprivilegedAccount();
  const bin = path.join(native.folder, "bin");
  return {
    account,
    bin: canRun(path.join(bin, "postgres"), account) ? bin : copyPrograms(native, account),
    data: owner || canEnter(dataDir, account) ? wanted : path.join(ownFolder(account), `data-${name}`),
  };
}

/** `postgres`, made if there is none, else `nobody`, which every system has. */
function unprivilegedAccount(): Required<Account> {
  const known = account("postgres");
  if (known) return known;
  for (const [command, ...args] of [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"],
    ["adduser", "-S", "-D", "-H", "-s", "/bin/false", "postgres"],
  ] as const) {
    spawnSync(command, args, { stdio: "ignore" });
    const made = account("postgres");
    if (made) return made;
  }
  const nobody = account("nobody");
  if (nobody) return nobody;
  throw new Error(
    "PostgreSQL cannot run as root, and there is no account to run it under. Start Cartograph as an ordinary user.",
  );
}

function account(name: string): Required<Account> | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

function copyPrograms(native: { folder: string; version: string }, account: Account): string {
  const target = path.join(ownFolder(account), `postgresql-${native.version}`);
  if (!existsSync(target)) {
    const fresh = `${target}.${process.pid}`;
    cpSync(native.folder, fresh, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(fresh, target);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return path.join(target, "bin");
}

/** A folder that belongs to root and that the account can enter. */
function ownFolder(account: Account): string {
  for (const folder of ["/var/lib/cartograph", path.join(tmpdir(), "cartograph-postgres")]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
    } catch {
      continue;
    }
    // In a folder where anybody writes, somebody else may have been there first.
    if (lstatSync(folder).isDirectory() && lstatSync(folder).uid === 0 && canEnter(folder, account))
      return folder;
  }
  throw new Error(
    "PostgreSQL cannot run as root, and its own account cannot reach this folder. Put the project where others may enter, or start it as an ordinary user.",
  );
}

function canRun(file: string, account: Account): boolean {
  return spawnSync(file, ["--version"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

function canEnter(folder: string, account: Account): boolean {
  mkdirSync(folder, { recursive: true });
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/", stdio: "ignore" })
      .status === 0
  );
}

/** Makes a folder that belongs to the account. */
export function makeFolder(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
}

/** What PostgreSQL's programs see of our environment: nothing of ours. */
export const BARE_ENVIRONMENT: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: "/usr/bin:/bin",
  LC_ALL: "C",
};
