import { pause, play, type Scenario } from "../stage";

const EVERY_MS = 1000;
/** At full scale. On a machine on which a worker takes longer to start than it is left to live, nothing would ever be done. */
const LONGEST_MS = 240_000;

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
        const until = performance.now() + LONGEST_MS * stage.scale;
        while (!over() && performance.now() < until) {
          await pause(EVERY_MS);
          if (over()) return;
          await crew.kill(crew.workers[Math.floor(random() * crew.workers.length)]!);
          crew.start();
        }
      },
    }),
};
