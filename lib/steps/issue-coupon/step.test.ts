import { describe, expect, it } from "vitest";
import type { StepAnswer } from "@/lib/domain/flow/step-definition";
import { stepContext } from "@/lib/testing/step-context";
import { issueCoupon } from "./step";

const CAMPAIGN = "0190c0de-0000-7000-8000-000000000002";
const config = issueCoupon.config.parse({ campaignId: CAMPAIGN });
const voucher = (code: string) => ({
  id: code,
  code,
  campaignId: CAMPAIGN,
  campaignName: "5%",
  discount: "5% off and free shipping",
  expiresAt: null,
});
const answered = (answer: StepAnswer, vouchers: (ReturnType<typeof voucher> & { stepId: string })[] = []) =>
  issueCoupon.decide(config, stepContext({ input: { kind: "answer", answer }, context: { vouchers } }));

describe("S4-14: a code of the customer's own", () => {
  it("asks for one, and waits for the answer", () => {
    expect(issueCoupon.decide(config, stepContext())).toEqual({
      kind: "ask",
      request: { kind: "coupon", campaignId: CAMPAIGN, reuse: "run" },
    });
  });

  it("carries it in the run, the newest first, each code once", () => {
    const before = [{ ...voucher("OLD"), stepId: "earlier" }];
    const first = answered({ kind: "issued", voucher: voucher("NEW"), reused: false }, before);
    expect(first).toMatchObject({
      port: "issued",
      context: { vouchers: [{ code: "NEW" }, { code: "OLD" }] },
    });
    const again = answered({ kind: "issued", voucher: voucher("OLD"), reused: true }, before);
    expect(again).toMatchObject({ context: { vouchers: [{ code: "OLD" }] } });
  });

  it("an empty pool and a customer who may not have one each leave by a port of their own, without a code", () => {
    expect(answered({ kind: "pool_empty" })).toMatchObject({ kind: "go", port: "pool_empty" });
    const refused = answered({ kind: "not_eligible", reason: "Had one 12 days ago" });
    expect(refused).toMatchObject({ port: "not_eligible", reason: "Had one 12 days ago" });
    expect(refused).not.toHaveProperty("context");
    expect(answered({ kind: "not_eligible", reason: "recovery_cap" })).toMatchObject({
      port: "not_eligible",
      outcome: "not_eligible:capped",
      reason: expect.stringContaining("recovery discount lately"),
    });
  });

  it("is a problem when the campaign is gone or switched off", () => {
    const check = (
      campaigns: [string, { name: string; discount: string; active: boolean; endsAt: null }][],
    ) =>
      issueCoupon.check?.(config, {
        events: new Map(),
        templates: new Map(),
        campaigns: new Map(campaigns),
        channels: new Set<string>(),
        segments: new Map(),
        topics: new Map(),
      });
    expect(check([])?.[0]?.path).toBe("campaignId");
    expect(check([[CAMPAIGN, { name: "Spring", discount: "5% off", active: false, endsAt: null }]])).toEqual([
      expect.objectContaining({ message: expect.stringContaining("Spring") }),
    ]);
    expect(check([[CAMPAIGN, { name: "Spring", discount: "5% off", active: true, endsAt: null }]])).toEqual(
      [],
    );
  });
});

describe("S3-38, S3-40, S3-41: a person is asked first", () => {
  const big = { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 3000 }] };
  const asking = (review: object, reuse = "run") =>
    issueCoupon.config.parse({ campaignId: CAMPAIGN, reuse, review: { ask: "when", ...review } });
  const HOURS_24 = Date.parse("2026-01-06T10:00:00Z");
  const waiting = (decided?: { as: "approved" | "refused"; by: string }, pastCap = false) => ({
    review: { visit: 1, pastCap, ...(decided ? { decided } : {}) },
  });

  it("waits where the condition holds, says why, and asks for no code", () => {
    expect(issueCoupon.decide(asking({ when: big }), stepContext())).toEqual({
      kind: "stay",
      until: HOURS_24,
      outcome: "review:asked",
      reason: "Held for a person's decision: cart.total is more than 3000",
      context: { review: { visit: 1, pastCap: false } },
      effects: [
        {
          kind: "review",
          campaignId: CAMPAIGN,
          cause: "condition",
          reason: "cart.total is more than 3000",
          expiresAt: HOURS_24,
        },
      ],
    });
    const small = { context: { cart: { items: [], total: 3000, currency: "EUR" } } };
    expect(issueCoupon.decide(asking({ when: big }), stepContext(small))).toMatchObject({ kind: "ask" });
  });

  it("asks about a capped customer only where the step says so, and no further than once", () => {
    const capped = { kind: "answer", answer: { kind: "not_eligible", reason: "recovery_cap" } } as const;
    const decide = (review: object, context = {}) =>
      issueCoupon.decide(asking(review), stepContext({ input: capped, context }));
    expect(decide({ when: big, capped: true })).toMatchObject({
      kind: "stay",
      context: { review: { pastCap: true } },
      effects: [{ cause: "capped" }],
    });
    expect(decide({ when: big })).toMatchObject({ port: "not_eligible" });
    expect(decide({ capped: true }, waiting({ as: "approved", by: "Anna" }))).toMatchObject({
      port: "not_eligible",
    });
  });

  it("goes on by what was decided, and by Held when the time is over", () => {
    const decide = (context: object, now = "2026-01-05T12:00:00Z") =>
      issueCoupon.decide(asking({ when: big }), stepContext({ now, input: { kind: "timer" }, context }));
    expect(decide(waiting({ as: "approved", by: "Anna" }, true))).toEqual({
      kind: "ask",
      request: { kind: "coupon", campaignId: CAMPAIGN, reuse: "run", pastCap: true },
    });
    expect(decide(waiting({ as: "approved", by: "Anna" }))).not.toHaveProperty("request.pastCap");
    expect(decide(waiting({ as: "refused", by: "Anna" }))).toMatchObject({
      port: "held",
      reason: "Refused by Anna",
    });
    expect(decide(waiting(), "2026-01-06T10:00:00Z")).toMatchObject({
      port: "held",
      outcome: "review:expired",
      reason: "Nobody decided within 24 hours",
    });
    // A decision that came in time counts, however late the engine is.
    expect(decide(waiting({ as: "approved", by: "Anna" }), "2026-01-08T10:00:00Z")).toMatchObject({
      kind: "ask",
    });
    expect(decide(waiting()), "the same review, counted once").not.toHaveProperty("outcome");
  });

  it("does not ask about a code that the run has in hand and can still use", () => {
    const has = (part: object) => ({
      context: { vouchers: [{ ...voucher("MINE"), stepId: "earlier", ...part }] },
    });
    const decide = (part: object, reuse = "run") =>
      issueCoupon.decide(asking({ when: big }, reuse), stepContext(has(part))).kind;
    expect(decide({})).toBe("ask");
    expect(decide({ redeemed: true })).toBe("stay");
    expect(decide({ expiresAt: "2026-01-05T09:00:00Z" })).toBe("stay");
    expect(decide({}, "new")).toBe("stay");
  });

  it("has the port Held only where it asks, and must know about whom", () => {
    const ports = (config: Record<string, unknown>) => issueCoupon.ports(config).map(({ id }) => id);
    expect(ports({})).toEqual(["issued", "pool_empty", "not_eligible"]);
    expect(ports({ review: { ask: "when" } })).toContain("held");
    const issues = (review: object) =>
      issueCoupon.config
        .safeParse({ campaignId: CAMPAIGN, review })
        .error?.issues.map(({ path }) => path.join("."));
    expect(issues({ ask: "when" })).toEqual(["review.when"]);
    expect(issues({ ask: "when", capped: true })).toBeUndefined();
    expect(issues({ ask: "when", capped: true, within: { value: 0, unit: "hours" } })).toEqual([
      "review.within",
    ]);
  });
});
