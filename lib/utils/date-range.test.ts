import { expect, test } from "vitest";
import { describeDateRange, resolveDateRange } from "@/lib/utils/date-range";

const NOW = Date.parse("2026-11-21T12:34:56Z");

test("a preset begins at a full hour and stays open", () => {
  expect(resolveDateRange({ preset: "24h" }, NOW, "UTC")).toEqual({
    from: "2026-11-20T12:00:00.000Z",
    to: null,
  });
  expect(resolveDateRange({ preset: "all" }, NOW, "UTC")).toEqual({ from: null, to: null });
});

test("dates are whole local days, also when the clocks change", () => {
  expect(resolveDateRange({ from: "2026-10-25", to: "2026-10-25" }, NOW, "Europe/Berlin")).toEqual({
    from: "2026-10-24T22:00:00.000Z",
    to: "2026-10-25T23:00:00.000Z",
  });
});

test("says itself in words", () => {
  expect(describeDateRange({ preset: "7d" })).toBe("Last 7 days");
  expect(describeDateRange({ from: "2026-11-01", to: "2026-11-07" })).toBe("1 Nov 2026 to 7 Nov 2026");
  expect(describeDateRange({ from: "2026-11-01", to: "2026-11-01" })).toBe("1 Nov 2026");
});
