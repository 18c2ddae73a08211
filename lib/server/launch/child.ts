import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { printLines } from "./output";

/** A Node.js program that the supervisor runs. */
export type Program = {
  name: string;
  /** node's own options, then the file, then its arguments */
  nodeOptions?: string[];
  file: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  /** how long it may take to finish what it is doing when asked to stop */
  graceSeconds: number;
  /** what becomes of its output: put into a form for reading (the default), passed on as it is for a machine, or kept to ourselves */
  output?: "readable" | "raw" | "none";
};

export type Running = {
  child: ChildProcess;
  /** resolves with how it ended, in plain words, and the end of what it wrote */
  ended: Promise<{ code: number | null; reason: string; tail: string }>;
  stop(): Promise<void>;
};

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches only the supervisor, who stops things in the right order. It
 * ends with the supervisor, even when that is killed (see follow.mjs).
 */
export function startProgram({
  name,
  nodeOptions = [],
  file,
  args = [],
  env,
  graceSeconds,
  output = "readable",
}: Program): Running {
  const follow = path.resolve("lib/server/launch/follow.mjs");
  const child = spawn(process.execPath, [...nodeOptions, follow, file, ...args], {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  child.stdio[3]?.on("error", () => {});
  let tail = "";
  const keep = (text: string) => {
    tail = (tail + text).slice(-8000);
  };
  printLines(child.stdout, name, output, keep);
  printLines(child.stderr, name, output, keep);
  const ended = new Promise<{ code: number | null; reason: string; tail: string }>((resolve) => {
    child.once("error", (error) => resolve({ code: null, reason: error.message, tail }));
    child.once("close", (code, signal) => resolve({ code, reason: signal ?? `exit code ${code}`, tail }));
  });
  return { child, ended, stop: () => stopProgram(child, ended, graceSeconds) };
}

async function stopProgram(
  child: ChildProcess,
  ended: Promise<unknown>,
  graceSeconds: number,
): Promise<void> {
  if (!child.pid) return;
  const { pid } = child;
  child.kill("SIGTERM");
  const force = setTimeout(() => killGroup(pid), graceSeconds * 1000);
  await ended;
  clearTimeout(force);
  killGroup(pid); // whatever it left behind
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nobody is left in it
  }
}
