import { play, type Scenario } from "../stage";

/** One in so many customers. */
const POISONED = 50;

/** Customers whose data breaks the decision or is refused by the database stop nobody else, and none of theirs is lost. */
export const POISON: Scenario = {
  name: "poison",
  title: "customers whose every run the database refuses, until they are mended and replayed",
  play: (stage) => {
    return play(stage, {
      events: 8_000,
      workers: 2,
      deaths: false,
      acceptFirst: true,
      before: async ({ shop }) => {
        await shop.pool.query(
          `ALTER TABLE run ADD CONSTRAINT poisoned CHECK (abs(hashtext(customer_id::text)) % ${POISONED} <> 0) NOT VALID`,
        );
      },
      trouble: async ({ shop }) => {
        const left = async (sql: string) => (await shop.pool.query<{ count: number }>(sql)).rows[0]!.count;
        while ((await left(`SELECT count(*) FROM event_pending`)) > 0)
          await new Promise((resolve) => setTimeout(resolve, 100));
        await shop.pool.query(`ALTER TABLE run DROP CONSTRAINT poisoned`);
        await replayAll(shop.workspaceId);
      },
      // Their cart was put aside, and is handled after the order that followed it.
      lateEntries: async ({ shop }) => {
        const { rows } = await shop.pool.query<{ count: number }>(
          `SELECT count(DISTINCT customer_id) FROM event
           WHERE workspace_id = $1 AND name = 'PurchaseFinished' AND abs(hashtext(customer_id::text)) % ${POISONED} = 0`,
          [shop.workspaceId],
        );
        return rows[0]!.count;
      },
    });
  },
};

async function replayAll(workspaceId: string): Promise<void> {
  const { listSetAside } = await import("@/lib/server/use-cases/engine/list-set-aside");
  const { replaySetAside } = await import("@/lib/server/use-cases/engine/replay-set-aside");
  const { makeActor } = await import("@/lib/testing/make-actor");
  const actor = makeActor(workspaceId, "admin");
  for (;;) {
    const { data } = await listSetAside({ actor, query: { limit: 200 } });
    if (data.length === 0) return;
    await replaySetAside({ actor, body: { ids: data.map(({ id }) => id) } });
  }
}
