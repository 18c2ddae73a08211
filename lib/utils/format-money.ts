import { LOCALE } from "@/lib/utils/locale";

/**
 * Money for a person, from integer minor units: 123450 EUR is "€1,234.50", 1500 JPY is "¥1,500".
 * `short` shortens from 10,000 major units on: "€12.3K". An unknown currency is written as its code.
 */
export function formatMoney(
  minor: number,
  currency: string,
  options: { short?: boolean; locale?: string } = {},
): string {
  const locale = options.locale ?? LOCALE;
  const digits = currencyDigits(currency);
  const major = minor / 10 ** digits;
  const shorten = options.short === true && Math.abs(major) >= 10_000;
  try {
    const format = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      ...(shorten
        ? { notation: "compact", maximumFractionDigits: 1 }
        : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    });
    return format.format(major);
  } catch {
    return `${new Intl.NumberFormat(locale, { minimumFractionDigits: digits }).format(major)} ${currency}`;
  }
}

/** Minor units in one major unit, as a power of ten: EUR 2, JPY 0, KWD 3. Unknown codes count as 2. */
export function currencyDigits(currency: string): number {
  try {
    const options = new Intl.NumberFormat(LOCALE, { style: "currency", currency }).resolvedOptions();
    return options.maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
