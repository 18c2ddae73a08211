import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { momentColumnOf } from "@/lib/server/db/binary-columns";
import { column, shardColumn, shardsOf } from "@/lib/server/db/columns";
import { keyedTransaction } from "@/lib/server/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { DELETE_PENDING } from "./delete-pending";
import { DUE } from "./read-work";
import { UNCHECK } from "./save-segments";
import { SAVE_TIMERS } from "./save-timers";

/*
 * A queue is mostly empty when autovacuum takes its statistics, and full when it matters. PostgreSQL then expects one row where there are hundreds, and must
 * not be left a plan that looks at each of them for each of those to be deleted.
 */

const MANY = 500;
const KEPT_SEGMENT = "00000000-0000-7000-8000-0000000000ff";
const SEGMENT = "00000000-0000-7000-8000-000000000001";
const AT = Date.parse("2026-11-01T10:00:00Z");
let pool: pg.Pool;
let people: string[];

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await empty();
  await fill();
  await empty();
  await pool.query("ANALYZE event_pending, run_timer, segment_check");
  people = await fill();
});

/** As handled work leaves it: nothing in it, and its pages still there. */
async function empty(): Promise<void> {
  for (const queue of ["event_pending", "run_timer", "segment_check"])
    await pool.query(`DELETE FROM ${queue}`);
}

async function fill(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `WITH people AS MATERIALIZED (
       SELECT overlay(gen_random_uuid()::text placing '05' from 35)::uuid AS id, n FROM generate_series(1, $1::int) AS n
     ),
     pending AS (
       INSERT INTO event_pending (shard, event_id, customer_id, accepted_at) SELECT 5, n, id, now() FROM people
     ), timers AS (
       INSERT INTO run_timer (shard, wake_at, run_id) SELECT 5, to_timestamp($2::bigint / 1000 + n), id FROM people
     ), checks AS (
       INSERT INTO segment_check (shard, segment_id, customer_id, check_at)
       SELECT 5, s, id, now() FROM people CROSS JOIN unnest($3::uuid[]) AS s
     )
     SELECT id FROM people ORDER BY n`,
    [MANY, AT, [SEGMENT, KEPT_SEGMENT]],
  );
  return rows.map(({ id }) => id);
}

type Node = {
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Join Filter"?: number;
  Plans?: Node[];
};

/** Carries the statement out. @returns how many rows its plan has taken up, wherever in it, those that it passed over included */
async function rowsTakenUp(text: string, values: unknown[]): Promise<number> {
  const plan = await keyedTransaction(async (client) => {
    const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Node }] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      values,
    );
    return rows[0]!["QUERY PLAN"][0].Plan;
  }, pool);
  return sum(plan);
}

function sum(node: Node): number {
  const passedOver = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Join Filter"] ?? 0);
  const own = (node["Actual Rows"] + passedOver) * node["Actual Loops"];
  return (node.Plans ?? []).reduce((all, plan) => all + sum(plan), own);
}

async function left(queue: string): Promise<number> {
  return (await pool.query<{ left: number }>(`SELECT count(*) AS left FROM ${queue}`)).rows[0]!.left;
}

it("handled events leave the queue without a look through all of it for each", async () => {
  const ids = people.map((_, index) => index + 1);
  expect(await rowsTakenUp(DELETE_PENDING, [shardsOf(people), column(ids)])).toBeLessThan(10 * MANY);
  expect(await left("event_pending")).toBe(0);
});

it("timers are moved without a look through all of them for each", async () => {
  const moments = people.map((_, index) => ({ at: AT + (index + 1) * 1000 }));
  const next = people.map((_, index) => ({ at: AT + 86_400_000 + index }));
  const values = [
    shardsOf(people),
    momentColumnOf(moments, "at"),
    column(people),
    shardColumn(people),
    momentColumnOf(next, "at"),
    column(people),
  ];
  expect(await rowsTakenUp(SAVE_TIMERS, values)).toBeLessThan(10 * MANY);
  expect(await left("run_timer")).toBe(MANY);
  const { rows } = await pool.query<{ first: Date }>(`SELECT min(wake_at) AS first FROM run_timer`);
  expect(rows[0]!.first.getTime()).toBe(AT + 86_400_000);
});

it("memberships are forgotten in pairs: another segment's look at the same person stays", async () => {
  const half = people.slice(0, MANY / 2);
  const pairs = [
    ...half.map((id) => ({ segment: SEGMENT, id })),
    { segment: KEPT_SEGMENT, id: people.at(-1)! },
  ];
  const values = [
    shardsOf(pairs.map(({ id }) => id)),
    column([SEGMENT, KEPT_SEGMENT]),
    column(pairs.map(({ id }) => id)),
    column(pairs.map(({ segment, id }) => segment + id)),
  ];
  expect(await rowsTakenUp(UNCHECK, values)).toBeLessThan(10 * MANY);
  expect(await left("segment_check")).toBe(2 * MANY - half.length - 1);
});

it("due runs are found without a look through all events that wait for each of them", async () => {
  await pool.query(
    `INSERT INTO run (shard, id, workspace_id, flow_id, version_id, customer_id, status, step_id, wake_at, step_entered_at, entered_at, trigger_event_id, context)
     SELECT 5, t.run_id, t.run_id, t.run_id, t.run_id, overlay(gen_random_uuid()::text placing '05' from 35)::uuid, 'active', 'wait', t.wake_at, now(), now(), 1, '{}'
     FROM run_timer t`,
  );
  const dueBy = new Date(AT + (MANY + 1) * 1000);
  expect(await rowsTakenUp(DUE, ["{5}", dueBy, 2 * MANY])).toBeLessThan(10 * MANY);
});
