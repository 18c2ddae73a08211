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

/** A share from 0 to 1 as a percentage. Under 10 % it keeps one decimal, and what is not nothing never reads "0%". */
export function formatShare(share: number, locale: string = LOCALE): string {
  if (share > 0 && share < 0.001) return `<${formatShare(0.001, locale)}`;
  const digits = share !== 0 && Math.abs(share) < 0.1 ? 1 : 0;
  // What is not all never reads "100%".
  const shown = share < 1 && share > 0.99 ? Math.floor(share * 1000) / 1000 : share;
  const fraction = shown !== share ? 1 : digits;
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: fraction }).format(shown);
}
