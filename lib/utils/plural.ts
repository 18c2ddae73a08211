import { formatExact } from "@/lib/utils/format-number";
import { LOCALE } from "@/lib/utils/locale";

const rules = new Intl.PluralRules(LOCALE);

/** A count with its noun: plural(1, "customer") is "1 customer", plural(1200, "copy", "copies") "1,200 copies". */
export function plural(count: number, one: string, other: string = `${one}s`): string {
  return `${formatExact(count)} ${rules.select(count) === "one" ? one : other}`;
}
