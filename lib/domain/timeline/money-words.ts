/** Minor units with their currency: "€59.90". A currency that nobody knows is written out after the number. */
export function moneyWords(minor: number, currency: string | null): string {
  const format = currencyFormat(currency);
  if (!format) return `${(minor / 100).toFixed(2)}${currency ? ` ${currency}` : ""}`;
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function currencyFormat(currency: string | null): Intl.NumberFormat | null {
  if (!currency || !/^[A-Za-z]{3}$/.test(currency)) return null;
  return new Intl.NumberFormat("en", { style: "currency", currency });
}
