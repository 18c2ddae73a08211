import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { WORKER_NODE_OPTIONS } from "@/lib/server/launch/programs";

/** Workers that are up and connected, and have not begun. */
export type Workers = {
  go: () => void;
  /** Ends them. @returns the processor time they took in all, in µs */
  stop: () => Promise<number>;
};

export async function startWorkers(count: number): Promise<Workers> {
  const script = path.join(import.meta.dirname, "worker.ts");
  const team = Array.from({ length: count }, () => fork(script, ["wait"], { execArgv: WORKER_NODE_OPTIONS }));
  await Promise.all(team.map(told));
  return {
    go: () => {
      for (const worker of team) worker.send("go");
    },
    stop: async () => {
      const times = team.map(told);
      for (const worker of team) worker.send("stop");
      const sum = (await Promise.all(times)).reduce<number>((all, one) => all + Number(one), 0);
      for (const worker of team) worker.kill();
      return sum;
    },
  };
}

function told(worker: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("exit", (code) => reject(new Error(`A worker ended with ${code}.`)));
  });
}
