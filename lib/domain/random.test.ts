import { expect, it } from "vitest";
import { drawFrom } from "./random";

it("the same text always draws the same number", () => {
  expect(drawFrom("run:step")).toBe(drawFrom("run:step"));
});

it("neighbouring texts spread evenly: ten buckets of 20,000 draws are each within 5% of a tenth", () => {
  const buckets = new Array<number>(10).fill(0);
  for (let index = 0; index < 20_000; index++) buckets[Math.floor(drawFrom(`run-${index}:split`) * 10)]! += 1;
  for (const count of buckets) expect(Math.abs(count - 2000)).toBeLessThan(200);
});
