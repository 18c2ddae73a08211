import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isStillRunning, type ProcessIdentity, processIdentity } from "@/lib/server/db/process-identity";

type Recorded = { supervisor: ProcessIdentity; address: string; children: ProcessIdentity[] };

/** That this supervisor, and no other, works on a data folder. */
export type Instance = { noteChild(pid: number): void; release(): void };

/**
 * Takes the data folder for this supervisor. What an earlier one left running when it was killed is ended first: its children notice
 * by themselves within a moment, and are made to after five seconds. Each is known by its pid and start time, so that nothing
 * else that got the same number is ever touched.
 * @throws Error when another supervisor is at work there
 */
export async function takeInstance(dataDir: string, address: string): Promise<Instance> {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "instance.json");
  const earlier = read(file);
  if (earlier && isStillRunning(earlier.supervisor)) {
    throw new Error(
      `Cartograph already runs on this data folder, at ${earlier.address} (process ${earlier.supervisor.pid}). Stop it, or set another DATA_DIR and PORT.`,
    );
  }
  if (earlier) await endAll(earlier.children);
  rmSync(file, { force: true });
  const supervisor = processIdentity(process.pid);
  if (!supervisor) throw new Error("This process cannot see itself in the list of processes.");
  const recorded: Recorded = { supervisor, address, children: [] };
  // Written aside and linked: the file appears whole, and only for the first of two that start at once.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(recorded));
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new Error("Cartograph is being started on this data folder already.");
  } finally {
    rmSync(own, { force: true });
  }
  return {
    noteChild: (pid) => {
      const child = processIdentity(pid);
      recorded.children = [...recorded.children.filter(isStillRunning), ...(child ? [child] : [])];
      writeFileSync(`${file}.new`, JSON.stringify(recorded));
      renameSync(`${file}.new`, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

function read(file: string): Recorded | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Recorded;
  } catch {
    return null;
  }
}

async function endAll(children: ProcessIdentity[]): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (!children.some(isStillRunning)) return;
    await sleep(50);
  }
  for (const child of children.filter(isStillRunning)) process.kill(child.pid, "SIGKILL");
}
