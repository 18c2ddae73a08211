import { expect, it } from "vitest";
import { totalOf } from "./total-of";

it.each([
  [4000, 4000],
  [4000.4, 4000],
  [-500, -500],
  [undefined, 0],
  ["4000", 0],
  [null, 0],
  [1e300, 0],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
])("the total of an event with total %s is %s minor units", (total, expected) => {
  expect(totalOf({ total })).toBe(expected);
});
