import fc from "fast-check";
import type pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import {
  column,
  columnOf,
  jsonColumn,
  jsonColumnAt,
  jsonColumnOf,
  momentColumnOf,
  shardColumn,
  shardColumnOf,
} from "./columns";

let pool: pg.Pool;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});

const text = fc.oneof(
  fc.string({ unit: "binary" }).filter((value) => !/[\0\p{Surrogate}]/u.test(value)),
  fc.constantFrom("", "NULL", "null", "Null", "{a,b}", '"', "\\", " "),
);

it("any text comes back as it was, whatever it holds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { minLength: 1, maxLength: 20 }), async (values) => {
      const { rows } = await pool.query(`SELECT u FROM unnest($1::text[]) AS u`, [column(values)]);
      expect(rows.map(({ u }) => u)).toEqual(values);
    }),
    { numRuns: 100 },
  );
});

it("any JSON comes back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.jsonValue().filter((value) => !JSON.stringify(value).includes("\\u0000"))), {
        minLength: 1,
        maxLength: 20,
      }),
      async (values) => {
        const { rows } = await pool.query(`SELECT u FROM unnest(${jsonColumnAt(1)}) AS u`, [
          jsonColumn(values.map((value) => (value === null ? null : JSON.stringify(value)))),
        ]);
        expect(rows.map(({ u }) => (u === null ? null : JSON.stringify(JSON.parse(u))))).toEqual(
          values.map((value) => (value === null ? null : JSON.stringify(value))),
        );
      },
    ),
    { numRuns: 100 },
  );
});

it("moments come back to the millisecond", async () => {
  const values = [0, 1, 1, null, Date.parse("2026-03-29T01:30:00.123Z")];
  const { rows } = await pool.query(`SELECT u FROM unnest($1::timestamptz[]) AS u`, [
    momentColumnOf(
      values.map((at) => ({ at })),
      "at",
    ),
  ]);
  expect(rows.map(({ u }) => (u === null ? null : u.getTime()))).toEqual(values);
});

it("a property of each row makes the same column as its values", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ id: fc.uuid(), word: fc.option(text), any: fc.jsonValue() })),
      (rows) => {
        expect(columnOf(rows, "word")).toBe(column(rows.map(({ word }) => word)));
        expect(shardColumnOf(rows, "id")).toBe(shardColumn(rows.map(({ id }) => id)));
        expect(jsonColumnOf(rows, "any")).toBe(jsonColumn(rows.map(({ any }) => JSON.stringify(any))));
        expect(jsonColumnOf([{ any: undefined }, ...rows], "any")).toBe(
          jsonColumn([null, ...rows.map(({ any }) => JSON.stringify(any))]),
        );
      },
    ),
  );
});
