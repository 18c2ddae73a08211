import { expect, test } from "vitest";
import { formatDateTime, formatExactTime, formatRelativeTime } from "@/lib/utils/format-time";

const NOW = "2026-11-21T12:00:00Z";
const BERLIN = "Europe/Berlin";

test.each([
  ["2026-11-21T11:59:30Z", "just now"],
  ["2026-11-21T12:00:10Z", "just now"],
  ["2026-11-21T12:00:40Z", "in less than a minute"],
  ["2026-11-21T11:55:00Z", "5 minutes ago"],
  ["2026-11-21T11:59:00Z", "1 minute ago"],
  ["2026-11-21T15:00:00Z", "in 3 hours"],
  ["2026-11-21T23:59:59Z", "in 12 hours"],
  ["2026-11-21T12:59:50Z", "in 1 hour"],
  ["2026-11-21T12:04:40Z", "in 5 minutes"],
  ["2026-11-21T11:00:10Z", "59 minutes ago"],
  ["2026-11-20T22:59:00Z", "yesterday, 23:59"],
  ["2026-11-22T09:00:00Z", "tomorrow, 10:00"],
  ["2026-11-17T08:00:00Z", "last Tuesday, 09:00"],
  ["2026-11-24T08:00:00Z", "Tuesday, 09:00"],
  ["2026-11-01T08:00:00Z", "1 Nov, 09:00"],
  ["2024-02-29T12:00:00Z", "29 Feb 2024"],
])("%s is %s", (at, words) => {
  expect(formatRelativeTime(at, NOW, BERLIN)).toBe(words);
});

test("days are those of the zone, not of UTC", () => {
  const at = "2026-11-20T23:30:00Z";
  const now = "2026-11-21T22:00:00Z";
  expect(formatRelativeTime(at, now, BERLIN)).toBe("22 hours ago");
  expect(formatRelativeTime(at, now, "America/New_York")).toBe("yesterday, 18:30");
});

test("never rounds an hour up to sixty minutes, or a minute down to nothing", () => {
  expect(formatRelativeTime("2026-11-21T11:00:10Z", NOW, BERLIN)).toBe("59 minutes ago");
  expect(formatRelativeTime("2026-11-21T11:58:10Z", NOW, BERLIN)).toBe("1 minute ago");
});

test("the exact time names its zone", () => {
  expect(formatExactTime("2026-07-01T12:05:09Z", BERLIN)).toBe(
    "1 July 2026 at 14:05:09 CEST (Europe/Berlin)",
  );
  expect(formatExactTime("2026-07-01T12:05:09Z", "UTC")).toBe("1 July 2026 at 12:05:09 UTC");
  expect(formatDateTime("2026-07-01T22:05:09Z", BERLIN)).toBe("2 Jul 2026, 00:05");
});

test("what is no time says so", () => {
  expect(formatRelativeTime("soon", NOW, BERLIN)).toBe("unknown time");
  expect(formatDateTime("soon", BERLIN)).toBe("unknown time");
});
