/** Every IANA zone this machine knows, UTC first, as options for a Combobox. */
export function zoneOptions(): { value: string; label: string }[] {
  const zones = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");
  return ["UTC", ...zones].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

/** Every currency with its English name, as options for a Combobox: the common ones first. */
export function currencyOptions(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  const codes = Intl.supportedValuesOf("currency").filter((code) => !COMMON.includes(code));
  return [...COMMON, ...codes].map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

const COMMON = [
  "EUR",
  "USD",
  "GBP",
  "CHF",
  "PLN",
  "CZK",
  "SEK",
  "DKK",
  "NOK",
  "SAR",
  "AED",
  "INR",
  "JPY",
  "CAD",
  "AUD",
];
