import type pg from "pg";
import { Crew } from "./crew";
import { draw } from "./draw";
import { MailProvider } from "./mail-provider";
import { PostOffice } from "./post-office";
import type { ProvedServer } from "./server";
import { ProvedShop } from "./shop";
import { settled, type Verdict, verify } from "./verify";

/** What a scenario is played with. */
export type Stage = {
  url: string;
  pool: pg.Pool;
  seed: number;
  /** 1 is the full measure. */
  scale: number;
  /** The database server, where the scenario has one of its own to break. */
  server: ProvedServer | null;
};

export type Scenario = {
  name: string;
  /** What is done to the product, in words. */
  title: string;
  /** It breaks the server itself. */
  ownServer?: boolean;
  /** @returns null with the reason in `skipped` where this machine does not allow it */
  play: (stage: Stage) => Promise<Verdict | { skipped: string }>;
};

export type Play = {
  shop: ProvedShop;
  crew: Crew;
  random: () => number;
  provider: MailProvider;
  post: PostOffice | null;
};

type Options = {
  /** Events at scale 1. */
  events: number;
  workers: number;
  smtp?: boolean;
  /** Address of this machine that the provider listens on; the loopback unless said otherwise. */
  host?: string;
  deaths: boolean;
  /** How long all may take once the last event was accepted, ms. */
  settleMs?: number;
  /** Before the first worker starts. */
  before?: (play: Play) => Promise<void>;
  /** While events are accepted and handled. It is told by `over` when all is done. */
  trouble: (play: Play, over: () => boolean) => Promise<void>;
  /** Customers whose order may come to nothing, since the event that lets them in was handled after it. */
  lateEntries?: (play: Play) => Promise<number>;
  /** Checks of its own, after the common ones. */
  after?: (play: Play) => Promise<string[]>;
  /** Leaves the events to be accepted before the trouble begins. */
  acceptFirst?: boolean;
};

const LEAST_EVENTS = 400;

/** Plays a shop's events through real worker processes while `trouble` happens, waits until all is done, and counts. */
export async function play(stage: Stage, options: Options): Promise<Verdict> {
  const provider = await new MailProvider().open(options.host);
  const post = options.smtp ? await new PostOffice().open() : null;
  const crew = new Crew(stage.url, new URL(provider.url).host);
  let over = false;
  try {
    const shop = await new ProvedShop(stage.pool).furnish(
      post ? { kind: "smtp", port: post.port } : { kind: "resend", url: provider.url },
    );
    const scene: Play = { shop, crew, random: draw(stage.seed), provider, post };
    const { chunks, expected } = await shop.plan(
      Math.max(LEAST_EVENTS, Math.round(options.events * stage.scale)),
    );
    await options.before?.(scene);
    for (let index = 0; index < options.workers; index++) crew.start();
    if (options.acceptFirst) await shop.accept(chunks);
    const trouble = options.trouble(scene, () => over);
    if (!options.acceptFirst) await shop.accept(chunks);
    const settle = () => settled(stage.pool, options.settleMs ?? 240_000, () => provider.hangUp());
    const first = await settle();
    over = true;
    await trouble;
    // The trouble may end with something to do: what was set aside is replayed, say.
    const done = (await settle()) && first;
    expected.bought -= (await options.lateEntries?.(scene)) ?? 0;
    const verdict = await verify(shop, expected, {
      ...(post ? { post } : { provider }),
      deaths: options.deaths,
    });
    if (crew.endedByThemselves > 0)
      verdict.broken.push(`${crew.endedByThemselves} workers ended although nobody killed them`);
    if (!done) verdict.broken.unshift("not all was done in time");
    verdict.broken.push(...((await options.after?.(scene)) ?? []));
    if (verdict.broken.length > 0)
      verdict.broken.push(...crew.lastWords().map((words) => `a worker said: ${words}`));
    return verdict;
  } finally {
    over = true;
    await crew.close();
    await provider.close();
    await post?.close();
  }
}

/** So many ms of real time. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
