import type pg from "pg";
import type { Profile } from "@/lib/domain/customer/identity-plan";
import { openPool } from "@/lib/server/db/open-pool";
import { transaction } from "@/lib/server/db/pool";
import { runBatch } from "@/lib/server/engine/run-batch";
import { env } from "@/lib/server/env";
import { Agenda } from "./act";
import { ticks } from "./calendar";
import { deliver } from "./deliver";
import { Dice } from "./dice";
import { SHARDS_USED } from "./people";
import { perform, type Stage } from "./perform";
import { planVisits } from "./plan-visits";
import { react } from "./react";

const HOUR = 3_600_000;
/** The hours after the history's end in which much is due. */
const RUSH_MS = 3 * HOUR;

export type HistoryPlan = {
  workspaceId: string;
  /** Epoch ms */
  from: number;
  until: number;
  shoppers: number;
  rush: number;
};

/**
 * Makes a history: generated shoppers do what shoppers do, and the real engine moves them, on a clock that runs from `from` to `until` as fast
 * as the machine can. Messages are delivered as always but for the provider, which is not called.
 */
export async function simulate({ workspaceId, from, until, shoppers, rush }: HistoryPlan): Promise<void> {
  // History that a crash of the machine cuts off is made again from its beginning, so nothing waits for the disk. Its statements are small and many: each is
  // planned once.
  const pool = openPool({
    max: 2,
    application_name: "cartograph demo",
    options: "-c synchronous_commit=off -c plan_cache_mode=force_generic_plan",
  });
  try {
    const dice = new Dice("a month of the demo shop");
    let named = 0;
    const stage: Stage = { workspaceId, baseUrl: env().APP_URL, names: () => ++named };
    const agenda = new Agenda();
    const people = new Map<string, Profile>();
    for (const act of planVisits(dice, { from, until, shoppers, rush, rushMs: RUSH_MS })) {
      agenda.add(act);
      people.set(act.shopper.id, act.shopper);
    }
    for (const now of ticks(dice, from, until, RUSH_MS)) {
      const acts = agenda.takeUntil(now);
      if (acts.length > 0) await transaction((client) => perform(client, stage, acts, now), pool);
      await drain(pool, now);
      for (const shard of await mailing(pool, now)) {
        const sent = await transaction((client) => deliver(client, shard, new Date(now)), pool);
        for (const delivery of sent) {
          const shopper = people.get(delivery.customerId);
          if (shopper) for (const act of react(dice, shopper, delivery, now)) agenda.add(act);
        }
      }
    }
    await drain(pool, until);
  } finally {
    await pool.end();
  }
}

/** Lets the engine do all that is due by `now`. */
async function drain(pool: pg.Pool, now: number): Promise<void> {
  while (await runBatch(pool, { clock: () => new Date(now), shards: SHARDS_USED }));
}

/** The shards in which messages are to go out. */
async function mailing(pool: pg.Pool, now: number): Promise<number[]> {
  const { rows } = await pool.query<{ shard: number }>({
    name: "demo-mailing",
    text: `SELECT DISTINCT shard FROM delivery WHERE run_at <= $1 ORDER BY shard`,
    values: [new Date(now)],
  });
  return rows.map(({ shard }) => shard);
}
