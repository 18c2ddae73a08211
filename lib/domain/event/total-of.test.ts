import { expect, it } from "vitest";
import { MAX_TOTAL, totalIn, totalOf } from "./total-of";

it.each([
  [4000, 4000],
  [4000.4, 4000],
  [-500, 0],
  [undefined, 0],
  ["4000", 0],
  [null, 0],
  [1e300, 0],
  [MAX_TOTAL, MAX_TOTAL],
  [MAX_TOTAL + 1, 0],
])("the total of an event with total %s is %s minor units", (total, expected) => {
  expect(totalOf({ total })).toBe(expected);
});

it.each([
  ["EUR", 500],
  ["eur", 500],
  [undefined, 500],
  ["", 500],
  ["USD", 0],
  ["JPY", 0],
])("an order over 500 %s adds %s to a sum in EUR", (currency, expected) => {
  expect(totalIn("EUR", { total: 500, currency })).toBe(expected);
});
