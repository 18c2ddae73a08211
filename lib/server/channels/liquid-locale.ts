import type { FilterImplOptions } from "liquidjs";

/** Whose language and clock a template speaks. `locale` as BCP 47; `timeZone` IANA; `currency` the workspace's ISO 4217 code. */
export type LiquidLocale = { locale: string | null; timeZone: string; currency: string };

/** What liquidjs binds a filter to. */
export type FilterThis = ThisParameterType<Extract<FilterImplOptions, (...args: never[]) => unknown>>;

const KEY = " locale"; // not a name that a template can write

/** The locale as liquidjs' globals, for the filters to find. */
export function localeGlobals(locale: LiquidLocale): Record<string, LiquidLocale> {
  return { [KEY]: locale };
}

/** The locale that a filter is called in: a language the machine knows, else English. */
export function localeOf(filter: FilterThis): { locale: string; timeZone: string; currency: string } {
  const given = (filter.context.globals as Record<string, LiquidLocale | undefined>)[KEY];
  return {
    locale: knownLocale(given?.locale),
    timeZone: given?.timeZone ?? "UTC",
    currency: given?.currency ?? "EUR",
  };
}

function knownLocale(locale: string | null | undefined): string {
  if (!locale) return "en";
  try {
    return Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0] ?? "en";
  } catch {
    return "en";
  }
}
