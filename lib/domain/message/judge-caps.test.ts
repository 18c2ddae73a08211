import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capFreeAt, judgeCaps } from "./judge-caps";

describe("when a cap has room again", () => {
  it("is the moment the oldest message that fills it is a period ago", () => {
    const at = [100, 400, 700].map((moment) => ({ at: moment }));
    expect(capFreeAt(at, { count: 3, periodMs: 1000 }, 900)).toBe(1100);
    expect(capFreeAt(at, { count: 2, periodMs: 1000 }, 900)).toBe(1400);
    expect(capFreeAt(at, { count: 4, periodMs: 1000 }, 900)).toBe(0);
    expect(capFreeAt(at, null, 900)).toBe(0);
  });

  it("a message sent at that moment never makes more than the count within the period, and one sent before does", () => {
    const moments = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        moments,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 800 }),
        (sent, count, periodMs) => {
          const now = 1000;
          const free = Math.max(
            now,
            capFreeAt(
              sent.map((at) => ({ at })),
              { count, periodMs },
              now,
            ),
          );
          const inside = (at: number) => sent.filter((moment) => moment > at - periodMs).length;
          expect(inside(free)).toBeLessThan(count);
          if (free > now) expect(inside(free - 1)).toBeGreaterThanOrEqual(count);
        },
      ),
    );
  });
});

describe("several caps together", () => {
  const full = (policy: "skip" | "hold", freeAt: number) => ({ policy, freeAt });

  it("let a message go while all have room, leave it out when a full one does, and else hold it until all have room", () => {
    expect(judgeCaps([full("skip", 50), full("hold", 100)], 100)).toBeNull();
    expect(judgeCaps([full("skip", 50), full("hold", 300)], 100)).toEqual({ kind: "hold", until: 300 });
    expect(judgeCaps([full("hold", 200), full("hold", 300)], 100)).toEqual({ kind: "hold", until: 300 });
    expect(judgeCaps([full("skip", 200), full("hold", 300)], 100)).toEqual({ kind: "skip" });
  });
});
