import fc from "fast-check";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { drawFlow } from "@/lib/testing/draw-flow";

/** Ids that the drawn steps name. */
export type FlowParts = { emailId: string; smsId: string; campaignId: string; recoveryCampaignId: string };

/** Names of the events that random stories are made of. The first enters. */
export const STORY_EVENTS = ["itemAddedToCart", "PurchaseFinished", "returned", "clickedAround"] as const;

const DAY_MS = 86_400_000;
const hours = (max: number, min = 0) => fc.integer({ min, max }).map((value) => ({ value, unit: "hours" }));
const waited = fc.constantFrom("PurchaseFinished", "returned");
const time = fc.constantFrom("02:30", "09:00", "22:15");
const weekdays = fc.constantFrom([], [1, 2, 3, 4, 5], [7]);

/** An ISO day so many days after the story's beginning. */
export const dayAfter = (start: number, days: number) =>
  new Date(start + days * DAY_MS).toISOString().slice(0, 10);

/** Flows of up to ten steps, every one of which can be launched: edges lead only to later steps, so there is no circle. `start` in epoch ms. */
export function randomFlow(parts: FlowParts, start: number): fc.Arbitrary<FlowDocument> {
  return fc
    .tuple(
      fc.array(randomStep(parts, start), { minLength: 1, maxLength: 9 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }),
      randomSettings(start),
    )
    .map(([steps, picks, settings]) => {
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
        settings,
      );
    });
}

type DrawnStep = { type: string; config: Record<string, unknown> };

/** Every field is given, so that two configs are the same when their JSON is. */
function randomStep(
  { emailId, smsId, campaignId, recoveryCampaignId }: FlowParts,
  start: number,
): fc.Arbitrary<DrawnStep> {
  const step = (type: string, config: fc.Arbitrary<Record<string, unknown>>) =>
    config.map((drawn) => ({ type, config: drawn }));
  const sending = (templateId: string) => ({
    templateId: fc.constant(templateId),
    transactional: fc.constantFrom(false, false, false, true),
    topic: fc.constantFrom(null, null, "news"),
    quietHours: fc.constantFrom("workspace", "workspace", "defer", "skip", "ignore"),
    failover: fc.option(fc.record({ within: hours(30, 1), until: fc.constantFrom("sent", "delivered") })),
  });
  const wait = fc.oneof(
    fc.record({ mode: fc.constantFrom("duration", "since-trigger"), duration: hours(50) }),
    fc.record({ mode: fc.constant("local-time"), time, weekdays }),
    fc.record({
      mode: fc.constant("date"),
      date: fc.integer({ min: -1, max: 9 }).map((days) => dayAfter(start, days)),
      time,
    }),
    fc.record({
      mode: fc.constant("customer-date"),
      attribute: fc.constant("renewal"),
      offset: hours(40),
      direction: fc.constantFrom("before", "after"),
      time,
    }),
  );
  return fc.oneof(
    step("wait", wait),
    step("wait", wait),
    step(
      "wait-for-event",
      fc.record({
        eventName: waited,
        timeout: hours(50),
        restartOn: fc.constantFrom("", "clickedAround"),
      }),
    ),
    step("goal", fc.record({ eventName: waited, otherwise: fc.constantFrom("continue", "wait") })),
    step("branch", fc.constant({ branches: [{ id: "big", name: "Big", filter: BIG }] })),
    step(
      "split",
      fc.boolean().map((sticky) => ({
        sticky,
        arms: [
          { id: "a", name: "A", share: 50 },
          { id: "b", name: "B", share: 50, holdout: sticky },
        ],
      })),
    ),
    step(
      "issue-coupon",
      fc.record({
        campaignId: fc.constantFrom(campaignId, recoveryCampaignId),
        reuse: fc.constant("run"),
        review: fc.constantFrom(0, 0, 1, 2, 3).chain(review),
      }),
    ),
    step("send-email", fc.record(sending(emailId))),
    step("send-email", fc.record(sending(emailId))),
    step("send-sms", fc.record(sending(smsId))),
    step("exit", fc.record({ as: fc.constantFrom("completed", "exited") })),
  );
}

/** Whether a person is asked: never, about big carts, about whoever had a discount lately, or about both. */
const review = (about: number) =>
  fc.record({
    ask: fc.constant(about === 0 ? "never" : "when"),
    when: fc.constant(about === 1 || about === 3 ? BIG : { match: "all", conditions: [] }),
    capped: fc.constant(about >= 2),
    within: hours(50, 1),
  });

const BIG = { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 50 }] };

function randomSettings(start: number): fc.Arbitrary<Record<string, unknown>> {
  return fc.record({
    goal: fc.option(
      fc.record({
        eventName: fc.constant("PurchaseFinished"),
        mode: fc.constantFrom("any", "any", "attributed"),
      }),
    ),
    conversionWindow: fc.constantFrom({ value: 7, unit: "days" }, { value: 5, unit: "hours" }),
    countDelivered: fc.boolean(),
    exits: fc.constantFrom([], [], [{ eventName: "returned" }]),
    exitOnOptOut: fc.boolean(),
    exitOnAgentConversation: fc.boolean(),
    entryConsent: fc.constantFrom(null, null, null, "email"),
    entryTopic: fc.constantFrom(null, "news"),
    holdout: fc.constantFrom(0, 0, 0, 0.4),
    lateLimit: fc.constantFrom({ value: 24, unit: "hours" }, { value: 6, unit: "hours" }),
    cap: fc.option(
      fc.record({
        count: fc.constantFrom(1, 2),
        per: fc.constantFrom({ value: 1, unit: "days" }, { value: 5, unit: "hours" }),
        policy: fc.constantFrom("workspace", "skip", "hold"),
      }),
    ),
    schedule: fc.record({
      until: fc.option(
        fc.integer({ min: 20, max: 200 }).map((passed) => new Date(start + passed * 3_600_000).toISOString()),
        { freq: 2 },
      ),
      weekdays: fc.constantFrom([], [], [], [1, 2, 3, 4, 5]),
      hours: fc.constantFrom(null, null, null, { from: "08:00", until: "20:00" }),
      atEnd: fc.constantFrom("finish", "exit"),
    }),
    frequency: fc.record({
      reentry: fc.constantFrom("again", "again", "never"),
      delay: fc.oneof(fc.constant({ value: 0, unit: "hours" }), hours(30)),
      limit: fc.constantFrom(null, { count: 2, per: { value: 3, unit: "days" } }),
      whileActive: fc.constantFrom("ignore", "supersede", "parallel"),
      correlation: fc.constantFrom("", "cartId"),
    }),
  });
}

function portsOf(type: string, config: DrawnStep["config"]): string[] {
  const byType: Record<string, string[]> = {
    wait: config.mode === "customer-date" ? ["next", "no_date"] : ["next"],
    "wait-for-event": ["happened", "timed_out"],
    goal: config.otherwise === "wait" ? ["reached"] : ["reached", "passed"],
    branch: ["big", "else"],
    split: config.sticky ? ["a"] : ["a", "b"],
    "issue-coupon":
      (config.review as { ask?: string } | undefined)?.ask === "when"
        ? ["issued", "not_eligible", "held"]
        : ["issued", "not_eligible"],
    "send-email": config.failover ? ["next", "not_delivered"] : ["next"],
    "send-sms": config.failover ? ["next", "not_delivered"] : ["next"],
    exit: [],
  };
  return byType[type]!;
}
