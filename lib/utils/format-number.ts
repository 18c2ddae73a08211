import { LOCALE } from "@/lib/utils/locale";

/** Shortened for a glance: 950, 12.3K, 4.1M. Below 10,000 it is exact, with separators. */
export function formatShort(value: number, locale: string = LOCALE): string {
  if (Math.abs(value) < 10_000) return formatExact(value, locale);
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** With separators and at most two decimals: 1,234,567. */
export function formatExact(value: number, locale: string = LOCALE): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** A share from 0 to 1 as a percentage with at most one decimal. What is not nothing never reads "0%", nor what is not all "100%". */
export function formatShare(share: number, locale: string = LOCALE): string {
  if (share > 0 && share < 0.001) return `<${formatShare(0.001, locale)}`;
  const shown = share < 1 && share > 0.999 ? 0.999 : share;
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(shown);
}
