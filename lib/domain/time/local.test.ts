import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insideWindow, localTime, nextLocalTime } from "./local";
import { momentOf } from "./moment-of";

const at = (iso: string) => Date.parse(iso);
const iso = (epochMs: number) => new Date(epochMs).toISOString();

describe("the next local time", () => {
  it("is today when it is still to come, else tomorrow", () => {
    expect(iso(nextLocalTime(at("2026-01-05T07:00:00Z"), "09:00", null, "Europe/Berlin"))).toBe(
      "2026-01-05T08:00:00.000Z",
    );
    expect(iso(nextLocalTime(at("2026-01-05T08:00:01Z"), "09:00", null, "Europe/Berlin"))).toBe(
      "2026-01-06T08:00:00.000Z",
    );
  });

  it("skips weekdays that are not allowed", () => {
    expect(iso(nextLocalTime(at("2026-01-09T12:00:00Z"), "09:00", [1], "UTC"))).toBe(
      "2026-01-12T09:00:00.000Z",
    );
  });

  it("a local time that spring leaves out moves forward", () => {
    // 02:30 does not exist in Berlin on 29 March 2026: clocks go from 02:00 to 03:00.
    expect(iso(nextLocalTime(at("2026-03-28T23:00:00Z"), "02:30", null, "Europe/Berlin"))).toBe(
      "2026-03-29T01:30:00.000Z",
    );
  });

  it("a local time that autumn doubles fires once, the first time", () => {
    // 02:30 occurs twice in Berlin on 25 October 2026.
    const first = nextLocalTime(at("2026-10-24T22:00:00Z"), "02:30", null, "Europe/Berlin");
    expect(iso(first)).toBe("2026-10-25T00:30:00.000Z");
    expect(iso(nextLocalTime(first + 1, "02:30", null, "Europe/Berlin"))).toBe("2026-10-26T01:30:00.000Z");
  });

  it("is never before the moment asked for and shows the time wanted, gaps aside", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at("2024-01-01T00:00:00Z"), max: at("2029-01-01T00:00:00Z") }),
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
        (moment, minutes, zone) => {
          const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
          const next = nextLocalTime(moment, time, null, zone);
          expect(next).toBeGreaterThanOrEqual(moment);
          expect(next - moment).toBeLessThanOrEqual(49 * 3_600_000);
          const shown = localTime(next, zone).minutes;
          expect([minutes, minutes + 30, minutes + 60].map((value) => value % 1440)).toContain(shown);
        },
      ),
    );
  });
});

describe("a window of local hours", () => {
  it.each([
    ["2026-01-05T20:59:00Z", false],
    ["2026-01-05T21:00:00Z", true],
    ["2026-01-06T03:00:00Z", true],
    ["2026-01-06T08:00:00Z", false],
  ])("reaches over midnight: %s is %s", (moment, inside) => {
    expect(insideWindow(at(moment), { from: "21:00", until: "08:00" }, "UTC")).toBe(inside);
  });
});

describe("the moment of a day and time", () => {
  it("is none for a day that no calendar has, and an error where the zone is none: the two must not look alike", () => {
    expect(momentOf("2026-02-30", "09:00", "Europe/Berlin")).toBeNull();
    expect(() => momentOf("2026-02-28", "09:00", "Mars/Olympus")).toThrow(RangeError);
    expect(iso(momentOf("2026-03-29", "02:30", "Europe/Berlin")!)).toBe("2026-03-29T01:30:00.000Z");
  });
});
