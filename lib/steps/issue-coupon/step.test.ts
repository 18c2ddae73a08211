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
