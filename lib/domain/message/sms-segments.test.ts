import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smsSegments } from "./sms-segments";

describe("S4-16: how an SMS goes over the air", () => {
  it.each([
    ["", "GSM-7", 0, 0],
    ["a".repeat(160), "GSM-7", 160, 1],
    ["a".repeat(161), "GSM-7", 161, 2],
    ["a".repeat(306), "GSM-7", 306, 2],
    ["a".repeat(307), "GSM-7", 307, 3],
    ["€".repeat(80), "GSM-7", 160, 1],
    [`${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 306, 3],
    ["ß".repeat(160), "GSM-7", 160, 1],
    ["ł".repeat(70), "UCS-2", 70, 1],
    ["ł".repeat(71), "UCS-2", 71, 2],
    ["😀".repeat(35), "UCS-2", 70, 1],
    [`${"ł".repeat(66)}😀`, "UCS-2", 68, 1],
    [`${"ł".repeat(66)}😀${"ł".repeat(10)}`, "UCS-2", 78, 2],
  ])("%# counts units and segments", (text, encoding, units, segments) => {
    expect(smsSegments(text)).toMatchObject({ encoding, units, segments });
  });

  it("names the characters that cost room", () => {
    expect(smsSegments("Zażółć gęślą").unusual).toEqual(["ż", "ó", "ł", "ć", "ę", "ś", "ą"]);
    expect(smsSegments("plain {braces} €").unusual).toEqual([]);
  });

  it("never needs fewer segments for a longer text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 400 }),
        fc.string({ maxLength: 5 }),
        (text, more) => {
          expect(smsSegments(text + more).segments).toBeGreaterThanOrEqual(smsSegments(text).segments);
        },
      ),
    );
  });
});
