import { localTime } from "@/lib/domain/time/local";
import { type Discount, effectsOf } from "./discount";

/** Something a text promises about a code. Durations in ms, days as ISO dates. */
export type Promised =
  | { kind: "percent"; value: number; words: string }
  | { kind: "validity"; ms: number; words: string }
  | { kind: "date"; day: string; words: string }
  /** A day of every year, such as 12-24. */
  | { kind: "yearly"; monthDay: string; words: string };

/**
 * What a code really gives. `validForMs` counts from when it was given; `endsOn` is the last day as an ISO date, and `today` the day on which
 * this is read, both in the shop's zone; `leftMs` is how long it is from now to the end, null without one.
 */
export type Terms = {
  discount: Discount;
  validForMs: number | null;
  endsOn: string | null;
  today: string;
  leftMs: number | null;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const UNIT_MS: Record<string, number> = {
  minute: 60_000,
  hour: HOUR_MS,
  stunde: HOUR_MS,
  day: DAY_MS,
  tag: DAY_MS,
  week: 7 * DAY_MS,
  woche: 7 * DAY_MS,
};
/** Months by their names, in English and in German, whole or short. */
const MONTHS = new Map(
  [
    "january|januar|jan",
    "february|februar|feb",
    "march|märz|mar",
    "april|apr",
    "may|mai",
    "june|juni|jun",
    "july|juli|jul",
    "august|aug",
    "september|sept|sep",
    "october|oktober|oct|okt",
    "november|nov",
    "december|dezember|dec|dez",
  ].flatMap((names, index) => names.split("|").map((name) => [name, index + 1] as const)),
);
const MONTH = `(${[...MONTHS.keys()].join("|")})\\b\\.?`;
const DATE = "(\\d{1,2})(?:st|nd|rd|th|\\.)?";
const YEAR = "(20\\d{2})";
/** Only what is said of an end has its year left out and is meant: not "our party on 24 December". */
const UNTIL =
  "\\b(?:until|till|til|through|by|ends?|ending|expires?|expiring|bis|endet)(?: midnight)?(?: on| zum| am)?(?: the)?\\s+";
const NO_YEAR = "(?!\\d|,?\\s*20\\d{2})";

const FREE_SHIPPING = /\bfree (?:shipping|delivery)\b/i;
const PERCENT = /(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|percent)/gi;
// Only what is said of the offer: "reply within 12 hours" would be another matter, but nothing tells them apart by number alone.
const VALIDITY = [
  /\b(?:within|for|next|in|expires? in|valid(?: for)?|only|last)\s+(?:the\s+)?(?:next\s+)?(\d{1,3})[\s-]?(minute|hour|day|week)s?\b/gi,
  /\b(?:innerhalb(?: von)?|binnen|nur|noch|für|gültig|nächsten)\s+(?:noch\s+)?(\d{1,3})[\s-]?(minute|stunde|tag|woche)(?:en|n|e)?\b/gi,
];
const ISO_DAY = /\b(20\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b/g;
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Where a day stands in what a pattern found: the places of its date, month and year. */
const DAYS: readonly { pattern: RegExp; at: { date: number; month: number; year?: number } }[] = [
  { pattern: new RegExp(`\\b${DATE}\\s+${MONTH},?\\s+${YEAR}\\b`, "gi"), at: { date: 1, month: 2, year: 3 } },
  { pattern: new RegExp(`\\b${MONTH}\\s+${DATE},?\\s+${YEAR}\\b`, "gi"), at: { month: 1, date: 2, year: 3 } },
  { pattern: new RegExp(`\\b(\\d{1,2})\\.(\\d{1,2})\\.${YEAR}\\b`, "g"), at: { date: 1, month: 2, year: 3 } },
  {
    pattern: new RegExp(`${UNTIL}${DATE}\\s+(?:of\\s+)?${MONTH}${NO_YEAR}`, "gi"),
    at: { date: 1, month: 2 },
  },
  { pattern: new RegExp(`${UNTIL}${MONTH}\\s+${DATE}(?!\\w)${NO_YEAR}`, "gi"), at: { month: 1, date: 2 } },
  { pattern: new RegExp(`${UNTIL}(\\d{1,2})\\.(\\d{1,2})\\.${NO_YEAR}`, "gi"), at: { date: 1, month: 2 } },
];

/**
 * What a text promises: "5%", "within 12 hours", "until 31 May 2026", "until 24 December". What a template fills in itself is no promise:
 * leave Liquid out before.
 */
export function promisesIn(text: string): Promised[] {
  return [
    ...[...text.matchAll(PERCENT)].map(
      ([words, value]): Promised => ({ kind: "percent", value: Number(value!.replace(",", ".")), words }),
    ),
    ...VALIDITY.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(
        ([words, count, unit]): Promised => ({
          kind: "validity",
          ms: Number(count) * UNIT_MS[unit!.toLowerCase()]!,
          words,
        }),
      ),
    ),
    ...[...text.matchAll(ISO_DAY)].map(([words]): Promised => ({ kind: "date", day: words, words })),
    ...DAYS.flatMap(({ pattern, at }) => [...text.matchAll(pattern)].flatMap((found) => dayOf(found, at))),
  ];
}

function dayOf(found: RegExpMatchArray, at: (typeof DAYS)[number]["at"]): Promised[] {
  const name = found[at.month]!.toLowerCase();
  const month = MONTHS.get(name) ?? Number(name);
  const date = Number(found[at.date]);
  // 31 June is no day, and would not come in any year.
  if (date < 1 || date > (LONGEST_MONTHS[month - 1] ?? 0)) return [];
  const monthDay = `${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  const words = found[0].trim();
  return at.year
    ? [{ kind: "date", day: `${found[at.year]}-${monthDay}`, words }]
    : [{ kind: "yearly", monthDay, words }];
}

/** The day that a promise means when it is read on `today`: without a year, the next time that it comes. ISO dates. */
function meantDay(promise: Extract<Promised, { kind: "date" | "yearly" }>, today: string): string {
  if (promise.kind === "date") return promise.day;
  for (let year = Number(today.slice(0, 4)); ; year++) {
    const day = `${year}-${promise.monthDay}`;
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    if (day >= today && (leap || promise.monthDay !== "02-29")) return day;
  }
}

/** What is left of a time may be this much shorter or longer than what a text says. */
const SPARE = 0.9;

/**
 * The promises of a text that the code's terms do not keep whenever it is sent from now on, each in a sentence. Promising less than is given
 * breaks nothing here.
 */
export function brokenPromises(
  text: string,
  { discount, validForMs, endsOn, today, leftMs }: Terms,
): string[] {
  const effects = effectsOf(discount);
  const percents = effects.flatMap((effect) => (effect.type === "percent" ? [effect.percentOff] : []));
  const broken = promisesIn(text).flatMap((promise): string[] => {
    if (promise.kind === "percent") {
      if (percents.some((value) => Math.abs(value - promise.value) < 0.005)) return [];
      const given = percents.length > 0 ? `${percents.join("% and ")}%` : "no percentage";
      return [`The text says “${promise.words}”, the code gives ${given}.`];
    }
    if (promise.kind === "validity") {
      if (validForMs !== null)
        return validForMs >= promise.ms
          ? []
          : [`The text says “${promise.words}”, the code is valid ${lengthWords(validForMs)}.`];
      // The time until a fixed end only gets shorter.
      if (leftMs === null || leftMs >= promise.ms * SPARE) return [];
      const end = leftMs <= 0 ? "has ended" : `ends in ${roughly(leftMs)}`;
      return [`The text says “${promise.words}”, the campaign ${end}.`];
    }
    // A code whose days are counted from its gift may end on any date.
    if (endsOn === null || validForMs !== null || endsOn >= meantDay(promise, today)) return [];
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

/** A code as a message shows it: its discount in words, when it ends as an ISO moment, and whether that was so before it was given. */
type ShownCode = { discount: string; expiresAt: string | null; fixedEnd?: boolean | undefined };

/**
 * The promises that a rendered text breaks at the moment it goes out. `vouchers`: the codes of the run, the newest first; one that keeps every promise
 * may be the one that the text means. What is left of a code's time counts, with a tenth to spare, so that a text written for twelve hours may go out
 * some minutes after the code was given; of one that ends at a fixed moment much more may not be left either.
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

function brokenOfOne(
  text: string,
  { discount, expiresAt, fixedEnd }: ShownCode,
  now: number,
  zone: string,
): string[] {
  const percents = promisesIn(discount).flatMap((one) => (one.kind === "percent" ? [one.value] : []));
  const end = expiresAt === null ? null : Date.parse(expiresAt);
  // A code that ends at midnight was good for the day before.
  const lastDay = end === null ? null : localTime(end - 1, zone).date;
  const today = localTime(now, zone).date;
  const broken = promisesIn(text).flatMap((promise): string[] => {
    if (promise.kind === "percent" && !percents.includes(promise.value))
      return [`The text says “${promise.words}”, the code gives: ${discount}.`];
    if (promise.kind === "validity" && end !== null && promise.ms * SPARE > end - now)
      return [`The text says “${promise.words}”, the code was valid until ${expiresAt}.`];
    if (promise.kind === "validity" && end !== null && fixedEnd && (end - now) * SPARE > promise.ms)
      return [`The text says “${promise.words}”, the code is valid longer, until ${expiresAt}.`];
    const dated = promise.kind === "date" || promise.kind === "yearly";
    if (dated && lastDay !== null && meantDay(promise, today) > lastDay)
      return [`The text says “${promise.words}”, the code ends on ${lastDay}.`];
    return [];
  });
  const shipping = FREE_SHIPPING.exec(text)?.[0];
  if (shipping && !FREE_SHIPPING.test(discount))
    broken.push(`The text says “${shipping}”, the code gives: ${discount}.`);
  return broken;
}

/** Units to say a length in, the largest first. */
const SAID_UNITS = ["week", "day", "hour", "minute"].map((unit) => [unit, UNIT_MS[unit]!] as const);

/** A length to its next shorter whole unit: "2 hours" for two and a half. */
function roughly(ms: number): string {
  const size = SAID_UNITS.find(([, length]) => ms >= length)?.[1] ?? 60_000;
  return ms < 60_000 ? "less than a minute" : lengthWords(ms - (ms % size));
}

/** A length in its largest whole unit: "12 hours". */
function lengthWords(ms: number): string {
  const [unit, size] =
    SAID_UNITS.find(([, length]) => ms >= length && ms % length === 0) ??
    (["minute", UNIT_MS.minute!] as const);
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
