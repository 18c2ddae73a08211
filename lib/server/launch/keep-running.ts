import { setTimeout as sleep } from "node:timers/promises";
import { type Program, type Running, startProgram } from "./child";
import { complain } from "./output";

const LONGEST_PAUSE_MS = 30_000;
const SETTLED_MS = 60_000;

/** A program that is started again whenever it ends, until it is stopped. */
export type Kept = { stop(): Promise<void> };

/**
 * Runs a program for as long as we run. After a crash it starts again: at once, then after pauses that double up to half a minute, so
 * that one which cannot run does not keep the machine busy. A minute of running clears the count.
 * @param onStart is told each new process
 * @param onHopeless is told, once, when it has ended six times without ever settling
 */
export function keepRunning(
  program: Program,
  onStart: (pid: number) => void,
  onHopeless: (reason: string) => void,
): Kept {
  const stopping = new AbortController();
  let running: Running | undefined;
  const loop = (async () => {
    for (let crashes = 0; !stopping.signal.aborted; ) {
      const startedAt = Date.now();
      running = startProgram(program);
      if (running.child.pid) onStart(running.child.pid);
      const { reason, tail } = await running.ended;
      if (stopping.signal.aborted) return;
      crashes = Date.now() - startedAt > SETTLED_MS ? 1 : crashes + 1;
      if (crashes === 6) onHopeless(lastWords(tail) ?? reason);
      const pause = crashes === 1 ? 200 : Math.min(500 * 2 ** (crashes - 1), LONGEST_PAUSE_MS);
      complain(`The ${program.name} ended (${reason}). Starting it again.`);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running?.stop();
      await loop;
    },
  };
}

function lastWords(tail: string): string | undefined {
  return tail.split("\n").findLast((line) => line.trim() !== "");
}
