import fc from "fast-check";
import type { FlowDocument } from "@/lib/domain/flow/document";
import type { MoveChoice, MovePlan } from "@/lib/domain/flow/move";
import type { ReviewDecision } from "@/lib/domain/flow/run";
import type { Consent, ShopRules } from "./naive-types";
import { type FlowParts, randomFlow, STORY_EVENTS } from "./random-flow";

/** How many customers a story has. */
export const CUSTOMERS = 4;

/** One thing that is done to, by or about one of the customers. */
export type Act = { customer: number } & (
  | {
      kind: "event";
      name: string;
      total: number;
      /** Told twice, by one messageId. */
      twice: boolean;
      cartId: string;
      /** Names the codes of their newest run, as an order may. */
      withCode: boolean;
    }
  | {
      kind: "profile";
      email: Consent;
      sms: Consent;
      refused: string[];
      agent: boolean;
      renewal: number | null;
    }
  | { kind: "report"; result: "delivered" | "bounced" | "clicked" }
  /** Somebody decides about the first of their discounts that wait. */
  | { kind: "decide"; decision: ReviewDecision }
);

/** One moment of a story: so many hours pass, then this is done, and then whatever follows from it. */
export type Moment = {
  hours: number;
  acts: Act[];
  /** After how many statements a batch dies, again and again; 0 is never. */
  crashAfter: number;
  /** How many events a batch takes. */
  limit: number;
  /** What somebody does to the flow. */
  turn: "pause" | "resume" | null;
  /** Nothing is done at this moment; what is due fails, and is then tried again. */
  stumbles: boolean;
};

export type Story = {
  /** epoch ms */
  start: number;
  document: FlowDocument;
  rules: Omit<ShopRules, "zone" | "recoveryCampaignId">;
  people: { zone: string | null; email: boolean; phone: boolean; renewal: number | null }[];
  moments: Moment[];
  relaunch: { at: number; document: FlowDocument; plan: MovePlan; chunk: number } | null;
};

// Before clocks go forward in Europe, before they go back there, and in New York, and a plain winter day.
const STARTS = [
  "2026-03-26T10:00:00Z",
  "2026-10-23T20:00:00Z",
  "2026-10-30T09:00:00Z",
  "2026-01-05T10:00:00Z",
].map(Date.parse);

/** Stories that the real engine and the naive one are both told. */
export function randomStory(parts: FlowParts): fc.Arbitrary<Story> {
  return fc.constantFrom(...STARTS).chain((start) =>
    fc.record({
      start: fc.constant(start),
      document: randomFlow(parts, start),
      rules,
      people: fc.array(person, { minLength: CUSTOMERS, maxLength: CUSTOMERS }),
      moments: fc.array(moment, { minLength: 1, maxLength: 10 }),
      relaunch: fc.option(
        fc.record({
          at: fc.nat(5),
          document: randomFlow(parts, start),
          plan,
          chunk: fc.constantFrom(1, 1000),
        }),
      ),
    }),
  );
}

const HOUR_MS = 3_600_000;
const consent = fc.constantFrom<Consent>("granted", "unknown", "denied");
const renewal = fc.option(fc.integer({ min: -2, max: 8 }));
const cap = fc.option(
  fc.record({ count: fc.constantFrom(1, 2), periodMs: fc.constantFrom(20 * HOUR_MS, 3 * HOUR_MS) }),
);
const rules = fc.record({
  caps: fc.record({ email: cap, sms: cap }),
  capPolicy: fc.constantFrom<"skip" | "hold">("skip", "hold"),
  quietHours: fc.constantFrom(
    null,
    null,
    { from: "21:00", until: "08:00" },
    { from: "01:30", until: "02:30" },
  ),
  quietHoursPolicy: fc.constantFrom<"defer" | "skip">("defer", "skip"),
  consentPolicy: fc.constantFrom<"opt-in" | "opt-out">("opt-out", "opt-out", "opt-in"),
  recoveryDiscountDays: fc.constantFrom(null, 2),
});
const person = fc.record({
  zone: fc.constantFrom(null, "America/New_York", "Pacific/Auckland"),
  email: fc.constantFrom(true, true, true, false),
  phone: fc.constantFrom(true, true, true, false),
  renewal,
});
// Mostly one of them, so that much comes together.
const whose = fc.constantFrom(0, 0, 0, ...Array.from({ length: CUSTOMERS }, (_, index) => index));
const event = fc.record({
  kind: fc.constant("event" as const),
  customer: whose,
  name: fc.constantFrom<string>(STORY_EVENTS[0], ...STORY_EVENTS),
  total: fc.integer({ min: 0, max: 100 }),
  twice: fc.boolean(),
  cartId: fc.constantFrom("a", "b"),
  withCode: fc.boolean(),
});
const profile = fc.record({
  kind: fc.constant("profile" as const),
  customer: whose,
  email: consent,
  sms: consent,
  refused: fc.subarray(["email:news", "sms:news"]),
  agent: fc.constantFrom(false, false, true),
  renewal,
});
const report = fc.record({
  kind: fc.constant("report" as const),
  customer: whose,
  result: fc.constantFrom<"delivered" | "bounced" | "clicked">("delivered", "bounced", "clicked"),
});
const decide = fc.record({
  kind: fc.constant("decide" as const),
  customer: whose,
  decision: fc.constantFrom<ReviewDecision>("approved", "approved", "refused"),
});
const moment: fc.Arbitrary<Moment> = fc.record({
  hours: fc.integer({ min: 0, max: 40 }),
  acts: fc.array(
    fc.oneof(
      { weight: 5, arbitrary: event },
      { weight: 1, arbitrary: profile },
      { weight: 2, arbitrary: report },
      { weight: 2, arbitrary: decide },
    ),
    {
      maxLength: 8,
    },
  ),
  crashAfter: fc.constantFrom(0, 0, 0, 3, 9, 14),
  limit: fc.constantFrom(1000, 2, 1),
  turn: fc.constantFrom(null, null, null, null, "pause", "resume", "resume"),
  stumbles: fc.constantFrom(false, false, false, false, true),
});
const choice: fc.Arbitrary<MoveChoice> = fc.oneof(
  fc.record({ kind: fc.constant("to" as const), stepId: fc.nat(8).map((index) => `s${index}`) }),
  fc.record({ kind: fc.constant("finish" as const) }),
  fc.record({ kind: fc.constant("exit" as const) }),
);
const plan: fc.Arbitrary<MovePlan> = fc.dictionary(
  fc.nat(8).map((index) => `s${index}`),
  choice,
  { maxKeys: 4 },
);
