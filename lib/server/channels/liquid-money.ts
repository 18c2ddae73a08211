import { type FilterThis, localeOf } from "./liquid-locale";

/**
 * `{{ item.price | money: cart.currency }}`: minor units as money in the customer's language, with as many decimals as the currency
 * has. Without a currency it is the workspace's.
 */
export function moneyFilter(this: FilterThis, value: unknown, currency?: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  const amount = Number(value);
  if (!Number.isFinite(amount)) return "";
  const { locale, currency: home } = localeOf(this);
  return formatMoney(amount, typeof currency === "string" && currency ? currency : home, locale);
}

/** Minor units in words; an unknown currency code is printed as it is. */
export function formatMoney(minorUnits: number, currency: string, locale: string): string {
  const code = currency.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return `${(minorUnits / 100).toFixed(2)} ${currency}`.trim();
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: code });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}
