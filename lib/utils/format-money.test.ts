import { expect, test } from "vitest";
import { currencyDigits, formatMoney } from "@/lib/utils/format-money";

test("writes minor units in the currency's own decimals", () => {
  expect(formatMoney(123_450, "EUR")).toBe("€1,234.50");
  expect(formatMoney(1500, "JPY")).toBe("¥1,500");
  expect(formatMoney(1234, "KWD").replaceAll("\u00a0", " ")).toBe("KWD 1.234");
  expect(formatMoney(-500, "USD")).toBe("-$5.00");
});

test("shortens large sums only when asked", () => {
  expect(formatMoney(4_218_900, "EUR", { short: true })).toBe("€42.2K");
  expect(formatMoney(99_900, "EUR", { short: true })).toBe("€999.00");
  expect(formatMoney(4_218_900, "EUR")).toBe("€42,189.00");
});

test("survives a code that is no currency", () => {
  expect(formatMoney(1250, "??")).toBe("12.50 ??");
  expect(currencyDigits("??")).toBe(2);
});
