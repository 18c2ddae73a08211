import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process, told apart from a later one that got the same number: its pid and the moment it was started. */
export type ProcessIdentity = { pid: number; started: string };

/** Who this pid is now, or null when nothing runs under it. */
export function processIdentity(pid: number): ProcessIdentity | null {
  const started = process.platform === "linux" ? startedOnLinux(pid) : startedByPs(pid);
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

// Field 22 of /proc/<pid>/stat, counted after the name, which is in brackets and may hold anything. A zombie (Z) is gone for us.
function startedOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function startedByPs(pid: number): string | null {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}
