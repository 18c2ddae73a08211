import { pause, play, type Scenario } from "../stage";

/** Longer than any time-out that holds a shard or a message for a worker. */
const FROZEN_MS = 45_000;

/** A worker stops in the middle of what it does, is taken for dead, and comes back as if nothing had been. */
export const FREEZE: Scenario = {
  name: "frozen-worker",
  title: "a worker frozen by SIGSTOP past every time-out, then resumed",
  play: (stage) => {
    let doneWhileFrozen = false;
    return play(stage, {
      events: 20_000,
      workers: 2,
      deaths: true,
      trouble: async ({ crew, shop }) => {
        while ((await entries(shop.pool, shop.workspaceId)) === 0) await pause(20);
        const frozen = crew.workers[0]!;
        frozen.kill("SIGSTOP");
        const until = performance.now() + FROZEN_MS;
        while (performance.now() < until) {
          await pause(250);
          doneWhileFrozen ||= await nothingPending(shop.pool);
        }
        frozen.kill("SIGCONT");
        await pause(2000);
      },
      after: async () =>
        doneWhileFrozen ? [] : ["the other worker could not finish the events while one was frozen"],
    });
  },
};

type Pool = { query: (sql: string, values?: unknown[]) => Promise<{ rows: { count: number }[] }> };

async function entries(pool: Pool, workspaceId: string): Promise<number> {
  const { rows } = await pool.query(`SELECT count(*) FROM run WHERE workspace_id = $1`, [workspaceId]);
  return rows[0]!.count;
}

async function nothingPending(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(`SELECT count(*) FROM event_pending`);
  return rows[0]!.count === 0;
}
