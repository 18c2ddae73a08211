import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLine, processIdentity } from "../process-identity";

/**
 * Stops a PostgreSQL that an earlier start left behind on this data folder, as `kill -9` of its parent does, and removes a lock file
 * whose process is gone or has become another program: PostgreSQL itself would refuse to start over it.
 */
export async function clearLeftover(data: string): Promise<void> {
  const lock = path.join(data, "postmaster.pid");
  const pid = lockHolder(lock);
  if (pid === null) return;
  const found = processIdentity(pid);
  if (!found || !commandLine(pid).includes(data)) {
    rmSync(lock, { force: true });
    return;
  }
  const gone = () => processIdentity(pid)?.started !== found.started;
  // "Fast" shutdown first: it ends sessions and writes everything out. Then "immediate": it recovers at the next start.
  for (const [signal, seconds] of [
    ["SIGINT", 60],
    ["SIGQUIT", 10],
    ["SIGKILL", 10],
  ] as const) {
    process.kill(pid, signal);
    for (let tries = 0; tries < seconds * 20; tries++) {
      if (gone()) return rmSync(lock, { force: true });
      await sleep(50);
    }
  }
  throw new Error(
    `A PostgreSQL of an earlier start (process ${pid}) cannot be stopped. Stop it by hand, then start again.`,
  );
}

function lockHolder(lock: string): number | null {
  try {
    return Number.parseInt(readFileSync(lock, "utf8"), 10) || null;
  } catch {
    return null;
  }
}
