import fc from "fast-check";
import type pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { momentColumnOf, uuidColumn, uuidColumnOf } from "./binary-columns";
import {
  column,
  columnOf,
  jsonColumn,
  jsonColumnAt,
  jsonColumnOf,
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

it("any moment comes back to the millisecond, as a Date or as epoch ms", async () => {
  const moment = fc.integer({ min: Date.UTC(-4000, 0), max: Date.UTC(9999, 11) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(moment), { maxLength: 20 }), fc.boolean(), async (values, asDate) => {
      const rows = values.map((at) => ({ at: at !== null && asDate ? new Date(at) : at }));
      const { rows: back } = await pool.query(
        `SELECT (extract(epoch FROM u) * 1000)::float8 AS ms FROM unnest($1::timestamptz[]) AS u`,
        [momentColumnOf(rows, "at")],
      );
      expect(back.map(({ ms }) => ms)).toEqual(values);
    }),
    { numRuns: 100, examples: [[[0, 1, 1, null, Date.parse("2026-03-29T01:30:00.123Z")], true]] },
  );
});

it("any ids come back as they were, with dashes or without", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.uuid()), { maxLength: 20 }),
      fc.boolean(),
      async (ids, isDashed) => {
        const given = ids.map((id) => (isDashed ? id : (id?.replaceAll("-", "") ?? null)));
        const { rows } = await pool.query(`SELECT u FROM unnest($1::uuid[]) AS u`, [uuidColumn(given)]);
        expect(rows.map(({ u }) => u)).toEqual(ids);
      },
    ),
    { numRuns: 100 },
  );
});

it.each(["", "null", "none", "0198-", "g1234567-1234-4123-8123-123456789012", `${"a".repeat(37)}`])(
  "what is no id is refused before it is sent: %j",
  (id) => {
    expect(() => uuidColumn(["0198a3b0-0000-7000-8000-000000000001", id])).toThrow(TypeError);
  },
);

it("a property of each row makes the same column as its values", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ id: fc.uuid(), word: fc.option(text), any: fc.jsonValue() })),
      (rows) => {
        expect(columnOf(rows, "word")).toBe(column(rows.map(({ word }) => word)));
        expect(uuidColumnOf(rows, "id")).toEqual(uuidColumn(rows.map(({ id }) => id)));
        expect(shardColumnOf(rows, "id")).toBe(shardColumn(rows.map(({ id }) => id)));
        expect(jsonColumnOf(rows, "any")).toBe(jsonColumn(rows.map(({ any }) => JSON.stringify(any))));
        expect(jsonColumnOf([{ any: undefined }, ...rows], "any")).toBe(
          jsonColumn([null, ...rows.map(({ any }) => JSON.stringify(any))]),
        );
      },
    ),
  );
});
