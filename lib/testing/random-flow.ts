import fc from "fast-check";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { drawFlow } from "./draw-flow";

/** Ids that the drawn steps name. */
export type FlowParts = { templateId: string; campaignId: string };

/** Names of the events that random stories are made of. The first enters. */
export const STORY_EVENTS = ["itemAddedToCart", "PurchaseFinished", "returned", "clickedAround"] as const;

const hours = (max: number) => fc.integer({ min: 0, max }).map((value) => ({ value, unit: "hours" }));
const waited = fc.constantFrom("PurchaseFinished", "returned");

/** Flows of up to ten steps, every one of which can be launched: edges lead only to later steps, so there is no circle. */
export function randomFlow({ templateId, campaignId }: FlowParts): fc.Arbitrary<FlowDocument> {
  const step = fc.oneof(
    fc.record({
      type: fc.constant("wait"),
      config: fc.record({ mode: fc.constantFrom("duration", "since-trigger"), duration: hours(50) }),
    }),
    fc.record({
      type: fc.constant("wait-for-event"),
      config: fc.record({
        eventName: waited,
        timeout: hours(50),
        restartOn: fc.constantFrom("", "clickedAround"),
      }),
    }),
    fc.record({
      type: fc.constant("goal"),
      config: fc.record({ eventName: waited, otherwise: fc.constantFrom("continue", "wait") }),
    }),
    fc.constant({
      type: "branch",
      config: {
        branches: [
          {
            id: "big",
            name: "Big",
            filter: { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 50 }] },
          },
        ],
      },
    }),
    fc.boolean().map((sticky) => ({
      type: "split",
      config: {
        sticky,
        arms: [
          { id: "a", name: "A", share: 50 },
          { id: "b", name: "B", share: 50, holdout: sticky },
        ],
      },
    })),
    fc.constant({ type: "issue-coupon", config: { campaignId, reuse: "run" } }),
    fc.constant({ type: "send-email", config: { templateId } }),
    fc.record({
      type: fc.constant("exit"),
      config: fc.record({ as: fc.constantFrom("completed", "exited") }),
    }),
  );
  const settings = fc.record({
    goal: fc.constantFrom(null, { eventName: "PurchaseFinished" }),
    conversionWindow: fc.constantFrom({ value: 7, unit: "days" }, { value: 5, unit: "hours" }),
    frequency: fc.record({
      reentry: fc.constantFrom("never", "again"),
      delay: hours(30),
      limit: fc.constantFrom(null, { count: 2, per: { value: 3, unit: "days" } }),
      whileActive: fc.constantFrom("ignore", "supersede", "parallel"),
      correlation: fc.constantFrom("", "cartId"),
    }),
  });
  return fc
    .tuple(
      fc.array(step, { minLength: 1, maxLength: 9 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }),
      settings,
    )
    .map(([steps, picks, drawn]) => {
      let pick = 0;
      const target = (index: number) => {
        const left = steps.length - index - 1;
        const draw = picks[pick++ % picks.length]!;
        // Mostly the next step, sometimes a later one, sometimes nowhere.
        if (left === 0 || draw > 0.9) return null;
        return `s${index + 1 + (draw > 0.6 ? Math.floor(draw * left) % left : 0)}`;
      };
      return drawFlow(
        Object.fromEntries([
          [
            "trigger",
            { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "s0" } },
          ],
          ...steps.map(({ type, config }, index) => {
            const to = portsOf(type, config).flatMap((port) => {
              const id = target(index);
              return id ? [[port, id]] : [];
            });
            return [`s${index}`, { type, config, to: Object.fromEntries(to) }];
          }),
        ]),
        drawn,
      );
    });
}

function portsOf(type: string, config: object): string[] {
  const byType: Record<string, string[]> = {
    wait: ["next"],
    "wait-for-event": ["happened", "timed_out"],
    goal: "otherwise" in config && config.otherwise === "wait" ? ["reached"] : ["reached", "passed"],
    branch: ["big", "else"],
    split: "sticky" in config && config.sticky ? ["a"] : ["a", "b"],
    "issue-coupon": ["issued"],
    "send-email": ["next"],
    exit: [],
  };
  return byType[type]!;
}
