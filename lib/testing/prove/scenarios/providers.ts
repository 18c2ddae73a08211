import type { Trouble } from "../mail-provider";
import type { PostTrouble } from "../post-office";
import { type Play, pause, play, type Scenario } from "../stage";

/** Retries back off for minutes and hours: the workers' clock goes ahead so that they need not be waited for. */
const AHEAD_MS = 10 * 60_000;

/** Whatever an idempotent provider does, each message is one mail. */
export const PROVIDER: Scenario = {
  name: "provider",
  title: "a provider that answers 500, 429, hangs up, or sends and says nothing",
  play: (stage) =>
    play(stage, {
      events: 10_000,
      workers: 2,
      deaths: false,
      before: async ({ provider, random }) => {
        const kinds: Trouble[] = [
          "500",
          "429",
          "drop",
          "sent-then-drop",
          "sent-then-500",
          "sent-then-silent",
        ];
        provider.trouble = () => (random() < 0.6 ? "ok" : kinds[Math.floor(random() * kinds.length)]!);
      },
      trouble: clockAhead,
    }),
};

/** Without idempotency nothing is sent twice, and what nobody can know is said to be unknown. */
export const SMTP: Scenario = {
  name: "smtp",
  title: "an SMTP server that takes mail and hangs up, while workers are killed",
  play: (stage) =>
    play(stage, {
      events: 8_000,
      workers: 2,
      smtp: true,
      deaths: true,
      before: async ({ post, random }) => {
        const kinds: PostTrouble[] = ["take-then-hang-up", "hang-up", "busy"];
        post!.trouble = () => (random() < 0.8 ? "take" : kinds[Math.floor(random() * kinds.length)]!);
      },
      trouble: async (scene, over) => {
        for (let kill = 0; kill < 3 && !over(); kill++) {
          await pause(3000);
          await scene.crew.kill(scene.crew.workers[0]!);
          scene.crew.start();
        }
        await clockAhead(scene, over);
      },
    }),
};

async function clockAhead({ crew }: Play, over: () => boolean): Promise<void> {
  for (let ahead = AHEAD_MS; !over(); ahead += AHEAD_MS) {
    await pause(2000);
    crew.setClock(ahead);
  }
}
