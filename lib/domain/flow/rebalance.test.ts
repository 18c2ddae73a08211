import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalShares, rebalance } from "./rebalance";

const sum = (shares: number[]) => shares.reduce((a, b) => a + b, 0);

describe("shares of a split", () => {
  it("always add up to 100, keep what was set, and are never below nothing", () => {
    const shares = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(shares, fc.nat(9), (given, at) => {
        const set = at % given.length;
        const next = rebalance(given, set);
        expect(sum(next)).toBe(100);
        expect(next[set]).toBe(given[set]);
        expect(Math.min(...next)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("the others keep their proportions", () => {
    expect(rebalance([40, 20, 20], 0)).toEqual([40, 30, 30]);
    expect(rebalance([70, 20, 10], 0)).toEqual([70, 20, 10]);
    expect(rebalance([100, 0, 0], 1)).toEqual([100, 0, 0]);
    expect(rebalance([100, 50], 1)).toEqual([50, 50]);
  });

  it("equal ones differ by one percent at most", () => {
    expect(equalShares(3)).toEqual([34, 33, 33]);
    expect(sum(equalShares(7))).toBe(100);
  });
});
