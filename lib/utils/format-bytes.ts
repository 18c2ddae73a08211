import { LOCALE } from "@/lib/utils/locale";

const UNITS = ["kB", "MB", "GB"] as const;

/** A size for a person: 512 B, 4.2 MB, 1 GB. In steps of a thousand, as file managers and the limits of our API count. */
export function formatBytes(bytes: number, locale: string = LOCALE): string {
  if (bytes < 1_000) return `${bytes} B`;
  // 999,950 would be written as 1,000 kB.
  const power = Math.min(UNITS.length, Math.floor(Math.log10(bytes / 0.99995) / 3));
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1_000 ** power);
  return `${number} ${UNITS[power - 1] ?? "B"}`;
}
