import { describe, expect, it } from "vitest";
import { describeRefusal } from "./describe-refusal";

const AT = Date.parse("2026-11-02T10:00:00Z");
const HOUR = 3_600_000;

describe("refusals in words", () => {
  const refusal = (reason: string, detail: Record<string, unknown>) =>
    describeRefusal(
      { eventId: 3, flowId: "f", flowName: "Win back", reason, detail, at: AT },
      "Europe/Berlin",
    ).title;

  it("S4-19: names the gap since the last entry and when the next is free", () => {
    expect(
      refusal("reentry_delay", {
        lastEntry: new Date(AT - 3 * HOUR).toISOString(),
        freeAt: new Date(AT + 21 * HOUR).toISOString(),
      }),
    ).toBe("Did not enter Win back: entered 3 hours before; may enter again from 3 Nov 2026, 08:00");
  });

  it("S4-20, S4-22: names the limit, and the only entry there was", () => {
    expect(refusal("reentry_limit", { entries: 2, limit: 2 })).toBe(
      "Did not enter Win back: entered twice within the period; the limit is 2",
    );
    expect(refusal("reentry_never", { lastEntry: new Date(AT).toISOString() })).toBe(
      "Did not enter Win back: may enter only once, and did on 2 Nov 2026, 11:00",
    );
  });

  it("falls back to the plain reason where facts are missing or not what they should be", () => {
    expect(refusal("reentry_delay", { lastEntry: "yesterday" })).toBe(
      "Did not enter Win back: entered too recently",
    );
    expect(refusal("no_consent", { channel: "sms" })).toBe("Did not enter Win back: has not agreed to SMS");
    expect(refusal("no_consent", { channel: "email", topic: "Newsletter" })).toBe(
      "Did not enter Win back: has opted out of Newsletter by e-mail",
    );
    expect(refusal("something_new", {})).toBe("Did not enter Win back: something new");
  });
});
