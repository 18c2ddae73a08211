import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawFrom } from "@/lib/domain/random";
import { stepContext } from "@/lib/testing/step-context";
import { split } from "./step";

const arms = (...shares: number[]) =>
  split.config.parse({
    arms: shares.map((share, index) => ({ id: `arm${index}`, name: `Arm ${index}`, share })),
  });
const portOf = (config: ReturnType<typeof arms>, random: number) => {
  const decision = split.decide(config, stepContext({ random }));
  return decision.kind === "go" ? decision.port : "";
};
/** Shares that add up to 100. */
const shares = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 10 })
  .filter((parts) => parts.some((part) => part > 0))
  .map((parts) => {
    const sum = parts.reduce((a, b) => a + b, 0);
    const scaled = parts.map((part) => Math.floor((part / sum) * 100));
    scaled[0]! += 100 - scaled.reduce((a, b) => a + b, 0);
    return scaled;
  });

describe("random split", () => {
  it("always takes one of its arms, never one with a share of nothing, and the same for the same draw", () => {
    fc.assert(
      fc.property(shares, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (parts, random) => {
        const config = arms(...parts);
        const port = portOf(config, random);
        const taken = config.arms.find(({ id }) => id === port);
        expect(taken?.share).toBeGreaterThan(0);
        expect(portOf(config, random)).toBe(port);
      }),
    );
  });

  it("gives each arm its share of many runs, within four standard deviations", () => {
    const runs = 20_000;
    fc.assert(
      fc.property(shares, fc.uuid(), (parts, seed) => {
        const config = arms(...parts);
        const counts = new Map<string, number>();
        for (let run = 0; run < runs; run++) {
          const port = portOf(config, drawFrom(`${seed}:${run}`));
          counts.set(port, (counts.get(port) ?? 0) + 1);
        }
        for (const { id, share } of config.arms) {
          const expected = (share / 100) * runs;
          const deviation = Math.sqrt(runs * (share / 100) * (1 - share / 100));
          expect(Math.abs((counts.get(id) ?? 0) - expected)).toBeLessThanOrEqual(4 * deviation + 1);
        }
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it("is not launchable while the shares do not add up to 100%", () => {
    const config = { arms: [50, 49].map((share, index) => ({ id: `${index}`, name: "A", share })) };
    expect(split.config.safeParse(config).error?.issues[0]?.message).toBe("The shares must add up to 100%.");
    expect(split.config.safeParse({ arms: [] }).success).toBe(false);
  });
});

describe("an arm that lasts, and one that gets nothing", () => {
  const sticky = split.config.parse({
    sticky: true,
    arms: [
      { id: "a", name: "A", share: 45 },
      { id: "b", name: "B", share: 45 },
      { id: "none", name: "Nothing", share: 10, holdout: true },
    ],
  });
  const drawn = (customerId: string, id: string, stepId = "step") => {
    const decision = split.decide(
      sticky,
      stepContext({ random: drawFrom(id), run: { customerId, id, stepId } }),
    );
    return decision.kind === "go" ? decision.port : decision.kind;
  };

  it("the same customer takes the same arm in every run, and another split draws for itself", () => {
    const customers = Array.from({ length: 2000 }, (_, index) => `customer ${index}`);
    const first = customers.map((id) => drawn(id, `first ${id}`));
    expect(customers.map((id) => drawn(id, `second ${id}`))).toEqual(first);
    expect(customers.map((id) => drawn(id, `first ${id}`, "another"))).not.toEqual(first);
    expect(first.filter((port) => port === "end").length / 2000).toBeCloseTo(0.1, 1);
  });

  it("the arm that gets nothing ends there, counted, without a port to draw on from", () => {
    expect(split.ports(sticky).map(({ id }) => id)).toEqual(["a", "b"]);
    const one = split.config.parse({
      arms: [
        { id: "a", name: "A", share: 0 },
        { id: "none", name: "Nothing", share: 100, holdout: true },
      ],
    });
    expect(split.decide(one, stepContext())).toEqual({
      kind: "end",
      status: "completed",
      outcome: "holdout",
      reason: "Drew Nothing (100%)",
    });
    const nobody = { arms: sticky.arms.map((arm) => ({ ...arm, holdout: true })) };
    expect(split.config.safeParse(nobody).success).toBe(false);
  });
});
