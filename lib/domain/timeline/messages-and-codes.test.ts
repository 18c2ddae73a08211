import { describe, expect, it } from "vitest";
import { describePublication, describeRedemption } from "./describe-coupon";
import { describeMessage } from "./describe-message";
import { moneyWords } from "./money-words";

const AT = Date.parse("2026-11-02T10:00:00Z");
const HOUR = 3_600_000;

describe("messages and codes in words", () => {
  it("says what has become of a message", () => {
    const message = {
      id: "m",
      runId: "r",
      flowId: "f",
      flowName: "Win back",
      stepId: "s",
      channel: "email",
      recipient: "a@b.example",
      subject: "Your cart",
      marketing: true,
      createdAt: AT,
    };
    expect(describeMessage({ ...message, status: "sent", reason: null })).toMatchObject({
      title: "E-mail “Your cart” handed to delivery, to a@b.example",
      reason: "Sent",
    });
    expect(describeMessage({ ...message, status: "skipped", reason: "run_ended" }).reason).toBe(
      "Not sent: the run had ended",
    );
  });

  it("S4-14: says what a code gives and until when", () => {
    const entry = describePublication(
      {
        id: "p",
        code: "AB12",
        campaignId: "c",
        campaignName: "Win-back",
        discount: "5% off and free shipping",
        source: "flow",
        flowId: "f",
        flowName: "Win back",
        runId: "r",
        stepId: "s",
        expiresAt: AT + 12 * HOUR,
        releasedAt: null,
        createdAt: AT,
      },
      "UTC",
    );
    expect(entry.title).toBe("Was given the code AB12: 5% off and free shipping");
    expect(entry.reason).toBe("From Win-back, valid until 2 Nov 2026, 22:00");
  });

  it("tells a used code from a refused one", () => {
    const redemption = {
      id: "x",
      code: "AB12",
      campaignName: "Win-back",
      runId: null,
      orderId: "O-1",
      orderAmount: 5990,
      currency: "EUR",
      createdAt: AT,
    };
    expect(
      describeRedemption({ ...redemption, status: "succeeded", failure: null, discountAmount: 300 }).title,
    ).toBe("Used the code AB12, €3.00 off");
    expect(
      describeRedemption({
        ...redemption,
        status: "failed",
        failure: "quantity_exceeded",
        discountAmount: null,
      }),
    ).toMatchObject({
      title: "The code AB12 was refused",
      reason: "quantity exceeded · Win-back · Order O-1 · €59.90",
    });
  });

  it("writes money in its own minor units", () => {
    expect(moneyWords(500, "JPY")).toBe("¥500");
    expect(moneyWords(599, null)).toBe("5.99");
  });
});
