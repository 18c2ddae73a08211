import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process, told apart from a later one that got the same number: its pid and the moment it was started. */
export type ProcessIdentity = { pid: number; started: string };

/** Who this pid is now, or null when nothing runs under it. */
export function processIdentity(pid: number): ProcessIdentity | null {
  const started = process.platform === "linux" ? startedOnLinux(pid) : ps("lstart=", pid);
  return started ? { pid, started } : null;
}

/** Whether the very process that was recorded is still there. */
export function isStillRunning(recorded: ProcessIdentity): boolean {
  return processIdentity(recorded.pid)?.started === recorded.started;
}

/** The command line of a process, or "" when it cannot be read. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === "linux")
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** The process that started this one, or 0. */
export function parentOf(pid: number): number {
  if (process.platform === "linux") return Number(statFields(pid)[1] ?? 0);
  return Number(ps("ppid=", pid) || 0);
}

// Field 22 of /proc/<pid>/stat; a zombie (Z) is gone for us.
function startedOnLinux(pid: number): string | null {
  const fields = statFields(pid);
  return fields[0] === "Z" ? null : (fields[19] ?? null);
}

// The fields from the third on: they are counted after the name, which is in brackets and may hold anything.
function statFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

function ps(column: string, pid: number): string {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
