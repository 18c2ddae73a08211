import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STARTERS } from "@/lib/domain/flow/starters";
import { drawFlow } from "@/lib/testing/draw-flow";
import { tidy } from "./layout";
import { neighbour, walkOrder } from "./walk";

const SIZE = { width: 240, height: 96 };

describe("tidy", () => {
  it("puts each step below those that lead to it, and no two over each other", () => {
    for (const starter of STARTERS) {
      const document = starter.document({});
      const places = tidy(document, () => SIZE);
      for (const { from, to } of document.edges)
        expect(places.get(to)!.y).toBeGreaterThan(places.get(from)!.y + SIZE.height);
      const corners = [...places.values()];
      for (const [index, a] of corners.entries())
        for (const b of corners.slice(index + 1))
          expect(Math.abs(a.x - b.x) >= SIZE.width || Math.abs(a.y - b.y) >= SIZE.height).toBe(true);
    }
  });

  it("leaves the trigger where it is, and does the same twice", () => {
    const document = drawFlow({
      t: { type: "event-trigger", to: { next: "a" } },
      a: { type: "wait", to: { next: "b" } },
      b: { type: "exit" },
    });
    document.steps[0]!.position = { x: 400, y: 200 };
    const once = tidy(document, () => SIZE);
    expect(once.get("t")).toEqual({ x: 400, y: 200 });
    expect(tidy(document, () => SIZE)).toEqual(once);
  });

  it("loses no step of any drawing, with circles and contradicting wishes too", () => {
    const link = fc.tuple(fc.nat(5), fc.constantFrom("happened", "timed_out"), fc.nat(5));
    fc.assert(
      fc.property(fc.array(link, { maxLength: 12 }), (links) => {
        const drawn = drawFlow(
          Object.fromEntries(
            Array.from({ length: 6 }, (_, index) => [`s${index}`, { type: "wait-for-event" }]),
          ),
        );
        drawn.edges = links.map(([from, port, to], index) => ({
          id: `e${index}`,
          from: `s${from}`,
          port,
          to: `s${to}`,
        }));
        const places = [...tidy(drawn, () => SIZE).values()];
        expect(places).toHaveLength(6);
        expect(places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("draws the ports of a step in their order from left to right", () => {
    const document = drawFlow({
      q: { type: "wait-for-event", to: { timed_out: "late", happened: "early" } },
      late: { type: "exit" },
      early: { type: "exit" },
    });
    const places = tidy(document, () => SIZE);
    expect(places.get("early")!.x).toBeLessThan(places.get("late")!.x);
  });
});

describe("walking by keyboard", () => {
  const document = drawFlow({
    stray: { type: "exit" },
    end: { type: "exit" },
    t: { type: "event-trigger", to: { next: "q" } },
    q: { type: "wait-for-event", to: { happened: "end", timed_out: "mail" } },
    mail: { type: "send-email", to: { next: "end" } },
  });
  document.steps.find(({ id }) => id === "mail")!.position.x = 300;

  it("Tab goes along the flow, to each step once, and to a meeting point after all that lead there", () => {
    expect(walkOrder(document)).toEqual(["stray", "t", "q", "mail", "end"]);
  });

  it("arrows go along the connections", () => {
    expect(neighbour(document, "t", "ArrowDown")).toBe("q");
    expect(neighbour(document, "q", "ArrowUp")).toBe("t");
    expect(neighbour(document, "end", "ArrowRight")).toBe("mail");
    expect(neighbour(document, "mail", "ArrowRight")).toBe(null);
  });

  it("every step of any drawing, with circles too, is reached exactly once", () => {
    const link = fc.tuple(fc.nat(6), fc.nat(6));
    fc.assert(
      fc.property(fc.array(link, { maxLength: 20 }), (links) => {
        const steps = Object.fromEntries(
          Array.from({ length: 7 }, (_, index) => [`s${index}`, { type: "wait" }]),
        );
        const drawn = drawFlow(steps);
        drawn.edges = links.map(([from, to], index) => ({
          id: `e${index}`,
          from: `s${from}`,
          port: "next",
          to: `s${to}`,
        }));
        expect([...walkOrder(drawn)].sort()).toEqual(Object.keys(steps).sort());
      }),
    );
  });
});
