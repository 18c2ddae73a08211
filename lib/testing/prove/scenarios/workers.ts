import { pause, play, type Scenario } from "../stage";

const EVERY_MS = 1000;

/** Any worker may die at any moment; supervision starts another. */
export const WORKERS_KILLED: Scenario = {
  name: "workers-killed",
  title: "kill -9 of a random one of 4 workers every second",
  play: (stage) =>
    play(stage, {
      events: 200_000,
      workers: 4,
      deaths: true,
      settleMs: 400_000,
      trouble: async ({ crew, random }, over) => {
        while (!over()) {
          await pause(EVERY_MS);
          if (over()) return;
          await crew.kill(crew.workers[Math.floor(random() * crew.workers.length)]!);
          crew.start();
        }
      },
    }),
};
