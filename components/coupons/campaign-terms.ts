import type { CampaignType } from "@/lib/domain/coupon/campaign";
import type { CampaignItems } from "@/lib/domain/coupon/campaign-items";
import type { CampaignLimits } from "@/lib/domain/coupon/limits";
import type { Recurrence } from "@/lib/domain/coupon/recurrence";
import { formatMoney } from "@/lib/utils/format-money";
import { formatDateTime } from "@/lib/utils/format-time";
import { plural } from "@/lib/utils/plural";
import { lengthOfIso } from "./iso-length";
import { lengthWords } from "./length-words";
import { LIMIT_WORDS } from "./limit-words";

/** What of a campaign its terms are made of. Moments ISO, lengths ms. */
export type Terms = {
  type: CampaignType;
  startsAt: string | null;
  endsAt: string | null;
  validForMs: number | null;
  quantityPerCode: number | null;
  perCustomer: number | null;
  limits: CampaignLimits;
  recurrence: Recurrence;
  recovery: boolean;
  /** Names of the products that a discount on items comes off, and never comes off. */
  items?: CampaignItems | undefined;
};

/** A campaign's terms as sentences, with what they mean for customers and flows. Moments are said in the zone, money in the currency of the workspace. */
export function termsOf(
  terms: Terms,
  { timeZone, currency }: { timeZone: string; currency: string },
): string[] {
  return [
    codes(terms),
    ...items(terms),
    uses(terms),
    validity(terms, timeZone),
    ...start(terms, timeZone),
    ...recurring(terms),
    ...limited(terms, currency),
    ...cap(terms),
  ];
}

function codes({ type }: Terms): string {
  if (type === "standalone") return "Everybody uses the same code. It can be passed on.";
  if (type === "static")
    return "Each customer gets their own code from a fixed pool. When it is empty, flows leave by “Pool empty”.";
  return "Each customer gets their own code, made when it is needed: there is always one.";
}

function items({ items }: Terms): string[] {
  if (!items) return [];
  const { included, excluded } = items;
  const never = excluded.length === 0 ? "" : `never off ${listed(excluded)}`;
  if (included.length === 0) return never ? [`The discount comes off every product, but ${never}.`] : [];
  const only = `The discount comes off ${plural(included.length, "product")} only: ${listed(included)}`;
  return [never ? `${only}; ${never}.` : `${only}.`];
}

const MOST_NAMED = 4;

/** The first few by name, and how many more there are. */
function listed(names: readonly string[]): string {
  const named = names.length > MOST_NAMED + 1 ? names.slice(0, MOST_NAMED) : names;
  const more = names.length - named.length;
  const parts = more > 0 ? [...named, `${more} more`] : [...named];
  const last = parts.pop() ?? "";
  return parts.length > 0 ? `${parts.join(", ")} and ${last}` : last;
}

function uses({ type, quantityPerCode, perCustomer }: Terms): string {
  const perCode =
    quantityPerCode === null
      ? "can be used without limit"
      : type === "standalone"
        ? `can be used ${times(quantityPerCode)} in all`
        : `can be used ${times(quantityPerCode)}`;
  const perPerson =
    perCustomer === null ? "" : `, and one customer can redeem ${times(perCustomer)} in this campaign`;
  return `A code ${perCode}${perPerson}.`;
}

function validity({ validForMs, endsAt }: Terms, timeZone: string): string {
  const end = endsAt === null ? null : formatDateTime(endsAt, timeZone);
  if (validForMs === null) return end === null ? "Codes never expire." : `All codes expire on ${end}.`;
  const own = `A code expires ${lengthWords(validForMs)} after it was given`;
  return end === null ? `${own}.` : `${own}, also past the end of the campaign; none is given after ${end}.`;
}

function start({ startsAt }: Terms, timeZone: string): string[] {
  return startsAt === null ? [] : [`Codes are given and count from ${formatDateTime(startsAt, timeZone)}.`];
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function recurring({ recurrence: { timeframe, daysOfWeek, hours } }: Terms): string[] {
  const said: string[] = [];
  if (daysOfWeek.length > 0) said.push(`on ${daysOfWeek.map((day) => DAYS[day]).join(", ")}`);
  if (hours.length > 0) said.push(`from ${hours.map(({ from, until }) => `${from} to ${until}`).join(", ")}`);
  if (timeframe) {
    // "In every week", and "in every 2 weeks".
    said.push(
      `for ${isoWords(timeframe.duration)} in every ${isoWords(timeframe.interval).replace(/^1 /, "")}`,
    );
  }
  return said.length > 0 ? [`Codes count only ${said.join(", ")}.`] : [];
}

function isoWords(text: string): string {
  const length = lengthOfIso(text);
  return length ? plural(length.value ?? 0, length.unit.slice(0, -1)) : text;
}

function limited({ limits }: Terms, currency: string): string[] {
  const set = LIMIT_WORDS.filter(({ name, money }) => !money && limits[name] !== null).map(
    ({ name, often }) => `${times(limits[name] ?? 0)} ${often}`,
  );
  const { discountBudget, orderBudget } = limits;
  return [
    ...(set.length > 0 ? [`Codes may be redeemed at most ${set.join(", ")}.`] : []),
    ...(discountBudget === null
      ? []
      : [
          `Its codes take off at most ${formatMoney(discountBudget, currency)} over all time. A use that would go beyond is refused.`,
        ]),
    ...(orderBudget === null
      ? []
      : [
          `Orders with its codes are worth at most ${formatMoney(orderBudget, currency)} over all time. A use that would go beyond is refused.`,
        ]),
  ];
}

function cap({ recovery }: Terms): string[] {
  return recovery
    ? ["It counts as a recovery discount: flows give one customer only one in the workspace’s period."]
    : [];
}

function times(count: number): string {
  return count === 1 ? "once" : `${plural(count, "time")}`;
}
