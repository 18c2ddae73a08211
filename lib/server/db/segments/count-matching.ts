import type { SegmentRule } from "@/lib/domain/segment/rule";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import type { Queryable } from "@/lib/server/db/pool";
import { Parameters, ruleSql } from "./rule-sql";

/** How long is counted at most, ms: a person waits for it after every change of the rule. */
const BUDGET_MS = 500;

/**
 * How many customers a rule takes. Customers fall into shards by chance, so when the time is up the shards counted so far stand for all: the
 * answer is then an estimate.
 */
export async function countMatching(
  queryable: Queryable,
  { workspaceId, rule }: { workspaceId: string; rule: SegmentRule },
  clock: Clock,
): Promise<{ count: number; of: number; exact: boolean }> {
  const started = clock().getTime();
  const parameters = new Parameters();
  const workspace = parameters.add(workspaceId, "uuid");
  const [from, to] = [parameters.add(0, "smallint"), parameters.add(0, "smallint")];
  const text = `
    SELECT count(*) AS all, count(*) FILTER (WHERE ${ruleSql(rule, parameters, started)}) AS taken
    FROM customer c WHERE c.shard BETWEEN ${from} AND ${to} AND c.workspace_id = ${workspace}`;
  let [count, of, done] = [0, 0, 0];
  // The first step is a small one, and each says how far the next may go.
  for (let step = 4; done < SHARD_COUNT; ) {
    parameters.values[1] = done;
    parameters.values[2] = Math.min(done + step, SHARD_COUNT) - 1;
    const { rows } = await queryable.query<{ all: number; taken: number }>(text, parameters.values);
    count += rows[0]!.taken;
    of += rows[0]!.all;
    done = Math.min(done + step, SHARD_COUNT);
    const spent = clock().getTime() - started;
    if (spent >= BUDGET_MS) break;
    step = Math.max(1, Math.floor(((BUDGET_MS - spent) / Math.max(spent, 1)) * done));
  }
  const share = done / SHARD_COUNT;
  return { count: Math.round(count / share), of: Math.round(of / share), exact: done === SHARD_COUNT };
}
