import { localTime } from "@/lib/domain/time/local";
import { type Discount, effectsOf } from "./discount";

/** Something a text promises about a code. Durations in ms, days as ISO dates. */
export type Promised =
  | { kind: "percent"; value: number; words: string }
  | { kind: "validity"; ms: number; words: string }
  | { kind: "date"; day: string; words: string };

/** What a code really gives. `validForMs` counts from when it was given; `endsOn` is the last day as an ISO date, in the shop's zone. */
export type Terms = { discount: Discount; validForMs: number | null; endsOn: string | null };

const HOUR_MS = 3_600_000;
const UNIT_MS: Record<string, number> = {
  minute: 60_000,
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
};
const MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december".split(
  "|",
);

const FREE_SHIPPING = /\bfree (?:shipping|delivery)\b/i;
const PERCENT = /(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|percent)/gi;
// Only what is said of the offer: "reply within 12 hours" would be another matter, but nothing tells them apart by number alone.
const VALIDITY =
  /\b(?:within|for|next|in|expires? in|valid(?: for)?|only|last)\s+(?:the\s+)?(?:next\s+)?(\d{1,3})[\s-]?(minute|hour|day|week)s?\b/gi;
const ISO_DAY = /\b(20\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b/g;
const WORD_DAY = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTHS.join("|")})\\s+(20\\d{2})\\b`, "gi");
const US_DAY = new RegExp(`\\b(${MONTHS.join("|")})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(20\\d{2})\\b`, "gi");

/** What a text promises: "5%", "within 12 hours", "until 31 May 2026". What a template fills in itself is no promise: leave Liquid out before. */
export function promisesIn(text: string): Promised[] {
  const day = (year: string, month: number, date: string) =>
    `${year}-${String(month).padStart(2, "0")}-${date.padStart(2, "0")}`;
  const month = (name: string) => MONTHS.indexOf(name.toLowerCase()) + 1;
  return [
    ...[...text.matchAll(PERCENT)].map(
      ([words, value]): Promised => ({ kind: "percent", value: Number(value!.replace(",", ".")), words }),
    ),
    ...[...text.matchAll(VALIDITY)].map(
      ([words, count, unit]): Promised => ({
        kind: "validity",
        ms: Number(count) * UNIT_MS[unit!.toLowerCase()]!,
        words,
      }),
    ),
    ...[...text.matchAll(ISO_DAY)].map(([words]): Promised => ({ kind: "date", day: words, words })),
    ...[...text.matchAll(WORD_DAY)].map(
      ([words, date, name, year]): Promised => ({
        kind: "date",
        day: day(year!, month(name!), date!),
        words,
      }),
    ),
    ...[...text.matchAll(US_DAY)].map(
      ([words, name, date, year]): Promised => ({
        kind: "date",
        day: day(year!, month(name!), date!),
        words,
      }),
    ),
  ];
}

/** The promises of a text that the code's terms do not keep, each in a sentence. Promising less than is given breaks nothing. */
export function brokenPromises(text: string, { discount, validForMs, endsOn }: Terms): string[] {
  const effects = effectsOf(discount);
  const percents = effects.flatMap((effect) => (effect.type === "percent" ? [effect.percentOff] : []));
  const broken = promisesIn(text).flatMap((promise): string[] => {
    if (promise.kind === "percent") {
      if (percents.some((value) => Math.abs(value - promise.value) < 0.005)) return [];
      const given = percents.length > 0 ? `${percents.join("% and ")}%` : "no percentage";
      return [`The text says “${promise.words}”, the code gives ${given}.`];
    }
    if (promise.kind === "validity") {
      if (validForMs === null || validForMs >= promise.ms) return [];
      return [`The text says “${promise.words}”, the code is valid ${lengthWords(validForMs)}.`];
    }
    // A code whose days are counted from its gift may end on any date.
    if (endsOn === null || validForMs !== null || endsOn >= promise.day) return [];
    return [`The text says “${promise.words}”, the code ends on ${endsOn}.`];
  });
  const shipping = FREE_SHIPPING.exec(text)?.[0];
  if (shipping && !effects.some(({ type }) => type === "free_shipping"))
    broken.push(`The text says “${shipping}”, the code does not ship for free.`);
  return [...new Set(broken)];
}

/** All that a text promises, in its own words: short enough to keep beside the template. */
export function promiseWords(text: string): string {
  const said = promisesIn(text).map(({ words }) => words);
  return [...new Set([...said, ...(FREE_SHIPPING.exec(text) ?? [])])].join(" · ");
}

/** A code as a message shows it: its discount in words, and when it ends as an ISO moment. */
type ShownCode = { discount: string; expiresAt: string | null };

/**
 * The promises that a rendered text breaks at the moment it goes out. `vouchers`: the codes of the run, the newest first; one that keeps every promise
 * may be the one that the text means. What is left of a code's time counts, with a tenth to spare, so that a text written for twelve hours may go out
 * some minutes after the code was given.
 * @param zone IANA zone in which the text's days are meant
 */
export function brokenWhenSent(
  text: string,
  vouchers: readonly ShownCode[],
  now: number,
  zone: string,
): string[] {
  const broken = vouchers.map((voucher) => brokenOfOne(text, voucher, now, zone));
  return broken.some((sentences) => sentences.length === 0) ? [] : (broken[0] ?? []);
}

function brokenOfOne(text: string, { discount, expiresAt }: ShownCode, now: number, zone: string): string[] {
  const percents = promisesIn(discount).flatMap((one) => (one.kind === "percent" ? [one.value] : []));
  const end = expiresAt === null ? null : Date.parse(expiresAt);
  // A code that ends at midnight was good for the day before.
  const lastDay = end === null ? null : localTime(end - 1, zone).date;
  const broken = promisesIn(text).flatMap((promise): string[] => {
    if (promise.kind === "percent" && !percents.includes(promise.value))
      return [`The text says “${promise.words}”, the code gives: ${discount}.`];
    if (promise.kind === "validity" && end !== null && promise.ms * 0.9 > end - now)
      return [`The text says “${promise.words}”, the code was valid until ${expiresAt}.`];
    if (promise.kind === "date" && lastDay !== null && promise.day > lastDay)
      return [`The text says “${promise.words}”, the code ends on ${lastDay}.`];
    return [];
  });
  const shipping = FREE_SHIPPING.exec(text)?.[0];
  if (shipping && !FREE_SHIPPING.test(discount))
    broken.push(`The text says “${shipping}”, the code gives: ${discount}.`);
  return broken;
}

/** A length in its largest whole unit: "12 hours". */
function lengthWords(ms: number): string {
  const [unit, size] =
    Object.entries(UNIT_MS)
      .toReversed()
      .find(([, length]) => ms >= length && ms % length === 0) ?? (["minute", UNIT_MS.minute!] as const);
  const count = Math.floor(ms / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A template's source without its Liquid and its markup: the words that are the same in every message. */
export function fixedWords(source: string): string {
  return source
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;|\s+/g, " ");
}
