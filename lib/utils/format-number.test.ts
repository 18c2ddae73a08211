import { expect, test } from "vitest";
import { formatExact, formatShare, formatShort } from "@/lib/utils/format-number";

test("shortens from ten thousand on, and is exact below", () => {
  expect(formatShort(0)).toBe("0");
  expect(formatShort(9999)).toBe("9,999");
  expect(formatShort(12_345)).toBe("12.3K");
  expect(formatShort(-4_120_000)).toBe("-4.1M");
  expect(formatExact(1_234_567.891)).toBe("1,234,567.89");
});

test("a share that is not nothing never reads 0%, and one that is not all never 100%", () => {
  expect(formatShare(0)).toBe("0%");
  expect(formatShare(0.00001)).toBe("<0.1%");
  expect(formatShare(0.128)).toBe("12.8%");
  expect(formatShare(0.99999)).toBe("99.9%");
  expect(formatShare(1)).toBe("100%");
});
