import { pause, play, type Scenario } from "../stage";

const HOUR = 3_600_000;

/** The machines' clock jumps, both ways, while events are handled. */
export const CLOCK: Scenario = {
  name: "clock",
  title: "a clock that jumps 3 hours ahead and 2 hours back",
  play: (stage) =>
    play(stage, {
      events: 20_000,
      workers: 2,
      deaths: false,
      trouble: async ({ crew }, over) => {
        for (const off of [3 * HOUR, -2 * HOUR, HOUR, 0, 3 * HOUR]) {
          if (over()) break;
          crew.setClock(off);
          await pause(2000);
        }
      },
    }),
};
