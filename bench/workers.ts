import { type ChildProcess, fork } from "node:child_process";
import { WORKER_NODE_OPTIONS } from "@/lib/server/launch/programs";
import { beside } from "./beside";

/** Workers that are up and connected, and have not begun. */
export type Workers = {
  go: () => void;
  /** Lets them finish what they are at and wait for the next word. @returns the processor time they took in all since they went, in µs */
  rest: () => Promise<number>;
  end: () => void;
};

export async function startWorkers(count: number): Promise<Workers> {
  const team = Array.from({ length: count }, () =>
    fork(beside("worker"), [], { execArgv: WORKER_NODE_OPTIONS }),
  );
  await Promise.all(team.map(told));
  const tell = (word: string) => {
    for (const worker of team) worker.send(word);
  };
  return {
    go: () => tell("go"),
    rest: async () => {
      const times = Promise.all(team.map(told));
      tell("rest");
      return (await times).reduce<number>((all, one) => all + Number(one), 0);
    },
    end: () => {
      for (const worker of team) worker.kill();
    },
  };
}

function told(worker: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("exit", (code) => reject(new Error(`A worker ended with ${code}.`)));
  });
}
