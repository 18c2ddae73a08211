import fc from "fast-check";
import { expect, it } from "vitest";
import { capFields, capToFields, fieldsToCap } from "./cap-values";

it("shows and stores every cap without changing it", () => {
  const cap = fc.record({
    count: fc.integer({ min: 1, max: 1000 }),
    periodMs: fc.integer({ min: 1, max: 366 * 1440 }).map((minutes) => minutes * 60_000),
  });
  fc.assert(
    fc.property(fc.option(cap), (stored) => {
      const fields = capToFields(stored);
      expect(capFields.safeParse(fields).success).toBe(true);
      expect(fieldsToCap(fields)).toEqual(stored);
    }),
  );
});

it("refuses what is no cap, but only while it is on", () => {
  const broken = { on: true, count: null, period: { value: 400, unit: "days" as const } };
  expect(capFields.safeParse(broken).error?.issues.map(({ path }) => path[0])).toEqual(["count", "period"]);
  expect(capFields.safeParse({ ...broken, on: false }).success).toBe(true);
});
