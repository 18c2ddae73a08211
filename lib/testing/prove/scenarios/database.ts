import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pause, play, type Scenario, type Stage } from "../stage";

/** The server dies twice, in the middle of accepting and of handling. */
export const DATABASE_KILLED: Scenario = {
  name: "database-killed",
  title: "kill -9 of PostgreSQL, twice, in the middle",
  ownServer: true,
  play: (stage) =>
    play(stage, {
      events: 40_000,
      workers: 2,
      deaths: true,
      trouble: async ({ random }) => {
        for (let time = 0; time < 2; time++) {
          await pause(1500 + random() * 2000);
          await stage.server!.killAndRestart();
        }
      },
    }),
};

/** The server lets nobody in for a while, and ends whoever is in. */
export const DATABASE_AWAY: Scenario = {
  name: "database-away",
  title: "connections refused for 6 seconds, twice",
  ownServer: true,
  play: (stage) =>
    play(stage, {
      events: 20_000,
      workers: 2,
      deaths: true,
      trouble: async ({ random }) => {
        for (let time = 0; time < 2; time++) {
          await pause(1500 + random() * 1500);
          await stage.server!.asAdmin(`ALTER DATABASE ${nameOf(stage)} ALLOW_CONNECTIONS false`);
          await stage.server!.asAdmin(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(stage)}'`,
          );
          await pause(6000);
          await stage.server!.asAdmin(`ALTER DATABASE ${nameOf(stage)} ALLOW_CONNECTIONS true`);
        }
      },
    }),
};

/** The disk under the log of runs is full for a while. */
export const DISK_FULL: Scenario = {
  name: "disk-full",
  title: "a full disk under the run log, freed after 5 seconds",
  ownServer: true,
  play: async (stage) => {
    const disk = await smallDisk(stage);
    if (typeof disk === "string") return { skipped: disk };
    try {
      return await play(stage, {
        events: 20_000,
        workers: 2,
        deaths: true,
        before: async ({ shop }) => {
          await shop.pool.query(`ALTER TABLE step_log_rest SET TABLESPACE small`);
          await fill(disk.folder);
        },
        trouble: async () => {
          await pause(5000);
          execFileSync("mount", ["-o", "remount,size=512m", disk.folder]);
        },
      });
    } finally {
      disk.later();
    }
  },
};

const nameOf = (stage: Stage) => new URL(stage.url).pathname.slice(1);

/** A small disk of memory with a tablespace on it; the reason, where this machine does not let us mount one. */
async function smallDisk(stage: Stage): Promise<{ folder: string; later: () => void } | string> {
  if (process.getuid?.() !== 0) return "mounting a small disk needs root";
  const folder = mkdtempSync(path.join(tmpdir(), "cartograph-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "none", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return "this machine does not let us mount a disk";
  }
  const { rows } = await stage.server!.asAdmin("SHOW data_directory");
  const owner = statSync(rows[0].data_directory);
  chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  await stage.server!.asAdmin(`CREATE TABLESPACE small LOCATION '${folder}'`);
  // The server holds files on it until it has stopped.
  return { folder, later: () => process.once("exit", () => execFileSync("umount", ["-l", folder])) };
}

/** Leaves no room on the disk but for a few pages. */
async function fill(folder: string): Promise<void> {
  execFileSync("sh", ["-c", `dd if=/dev/zero of="$0/filler" bs=8k count=120 2>/dev/null || true`, folder]);
}
