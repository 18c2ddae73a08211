import type { NaiveMessage, NaiveRun } from "./naive-types";
import type { ToldShop } from "./told-shop";

/** What both engines must agree on, in one shape for each of them. */
type Shown = {
  id: string;
  messages: { step: string; visit: number; status: string; reason: string | null }[];
};

/** The runs of each customer as the database has them, with their way and their messages. */
export async function runsOfReal({ pool, flowId, naive }: ToldShop): Promise<Shown[][]> {
  const { rows } = await pool.query<Shown & { customer_id: string; wakeAt: Date | null }>(
    `SELECT r.customer_id, r.id, r.status, r.end_reason AS reason, r.step_id AS step, COALESCE(r.wake_at, r.parked_wake_at) AS "wakeAt", r.revenue,
       r.conversion_rule AS rule, r.post_completion AS "postCompletion", json_array_length(r.context -> 'vouchers') AS codes,
       (SELECT coalesce(json_agg(json_build_object('step', m.step_id, 'visit', m.visit, 'status', m.status, 'reason', split_part(m.reason, ':', 1))
          ORDER BY m.visit), '[]') FROM message m WHERE m.shard = r.shard AND m.run_id = r.id) AS messages,
       (SELECT json_agg(t ->> 'stepId' ORDER BY l.id, n) FROM step_log l, json_array_elements(l.transitions) WITH ORDINALITY AS e (t, n)
        WHERE l.shard = r.shard AND l.run_id = r.id AND t ->> 'kind' = 'entered') AS path
     FROM run r WHERE r.flow_id = $1`,
    [flowId],
  );
  return naive.map(({ shopper }) =>
    rows
      .filter(({ customer_id }) => customer_id === shopper.id)
      .map(({ customer_id: _, wakeAt, ...shown }) => ({ ...shown, wakeAt: wakeAt?.getTime() ?? null }))
      .sort(byId),
  );
}

/** The same of the naive engine. */
export function runsOfNaive({ naive }: ToldShop): Shown[][] {
  return naive.map(({ runs, messages }) =>
    runs
      .map((run) =>
        shownRun(
          run,
          messages.filter((message) => message.run === run),
        ),
      )
      .sort(byId),
  );
}

const byId = (a: Shown, b: Shown) => (a.id < b.id ? -1 : 1);

function shownRun(run: NaiveRun, messages: readonly NaiveMessage[]) {
  const { id, status, reason, step, wakeAt, revenue, rule, postCompletion, codes, path } = run;
  return {
    id,
    status,
    reason,
    step,
    wakeAt,
    revenue,
    rule,
    postCompletion,
    codes: codes.length,
    path,
    messages: messages
      .map(({ stepId, visit, status, reason }) => ({ step: stepId, visit, status, reason }))
      .sort((a, b) => a.visit - b.visit),
  };
}

/** Counted outcomes, ports and refusals: what the sums below do not speak of. */
export function countedByReal(totals: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(totals)
      .filter(
        ([key, count]) =>
          count !== 0 && !/^\/(?!refused)|\/(entered|moved_in|moved_out|converted|ended:.*)$/.test(key),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The same of the naive engine. */
export function countedByNaive({ naive }: ToldShop): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { counts } of naive)
    for (const [key, count] of counts) sums.set(key, (sums.get(key) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Promise 7: what the counters say and what there is, in pairs. */
export function sumsOf(
  totals: Record<string, number>,
  { naive }: ToldShop,
): [what: string, counted: number, there: number][] {
  const runs = naive.flatMap((customer) => customer.runs);
  const total = (key: string) => totals[key] ?? 0;
  const count = (test: (run: NaiveRun) => boolean) => runs.filter(test).length;
  const endings = [...new Set(runs.flatMap(({ status, reason }) => (status === "exited" ? [reason!] : [])))];
  const steps = [...new Set(runs.flatMap(({ path, step }) => [...path, step]))];
  return [
    ["entered", total("/entered"), runs.length],
    [
      "completed",
      total("/completed"),
      count(({ status }) => status === "completed" || status === "converted"),
    ],
    ["converted", total("/converted"), count(({ revenue }) => revenue !== null)],
    ["failed", total("/failed"), 0],
    ["all that leave a version come to another", total("/moved_in"), total("/moved_out")],
    ...endings.map((reason): [string, number, number] => [
      reason,
      total(`/exited:${reason}`),
      count((run) => run.status === "exited" && run.reason === reason),
    ]),
    ...steps.map((step): [string, number, number] => {
      // Waiting at a step = entered or moved there - left by any port - ended or moved away there.
      const gone = Object.entries(totals).filter(
        ([key]) =>
          key.startsWith(`${step}/port:`) || key.startsWith(`${step}/ended:`) || key === `${step}/moved_out`,
      );
      const came = total(`${step}/entered`) + total(`${step}/moved_in`);
      const waiting = came - gone.reduce((sum, [, n]) => sum + n, 0);
      return [`waiting at ${step}`, waiting, count((run) => run.status === "active" && run.step === step)];
    }),
  ];
}
