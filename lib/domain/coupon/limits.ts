import { z } from "zod";
import { localTime } from "@/lib/domain/time/local";
import { currenciesOf, type Discount } from "./discount";

const count = z
  .number("Enter a number.")
  .int("Enter a whole number.")
  .min(1, "Enter at least 1.")
  .max(1_000_000_000, "This number is too large.")
  .nullable()
  .default(null);

/** How often codes of a campaign may be redeemed beyond each code's own count; null is no limit. Money in minor units. */
export const campaignLimits = z.object({
  total: count,
  perDay: count,
  perWeek: count,
  perMonth: count,
  perCustomerPerDay: count,
  perCustomerPerWeek: count,
  perCustomerPerMonth: count,
  /** All that may be taken off orders, and all that orders may be worth. */
  discountBudget: count,
  orderBudget: count,
});
export type CampaignLimits = z.output<typeof campaignLimits>;

/** Something counted: per campaign over a time, or for one customer, code or key over a time. */
export type CounterScope = {
  by: "campaign" | "customer" | "voucher" | "key";
  over: "ever" | "day" | "week" | "month";
};
/** What a counter says, the redemption at hand included. Money in minor units. */
export type Counted = { count: number; discount: number; order: number };

/** The currency that a campaign's budgets are in: its discount's, where that has one, or the workspace's. ISO 4217. */
export function budgetCurrency(discount: Discount, workspaceCurrency: string): string {
  return currenciesOf(discount)[0] ?? workspaceCurrency;
}

/**
 * What of a redemption's money is counted: only what is in the currency of the campaign's budgets, since units of two currencies make no sum. null is theirs.
 */
export function countedMoney(
  money: { discount: number; order: number; currency: string | null },
  currency: string,
): Pick<Counted, "discount" | "order"> {
  if (money.currency !== null && money.currency !== currency) return { discount: 0, order: 0 };
  return { discount: money.discount, order: money.order };
}

/** The most that a counter may say. */
export type Limit = { scope: CounterScope; what: keyof Counted; most: number };

/** A campaign's limits, each as the most that a counter may say. `perCustomer` is the campaign's own field. */
export function limitsOf(limits: CampaignLimits, perCustomer: number | null): Limit[] {
  const found: Limit[] = [];
  const add = (
    most: number | null,
    by: CounterScope["by"],
    over: CounterScope["over"],
    what: keyof Counted = "count",
  ) => {
    if (most !== null) found.push({ scope: { by, over }, what, most });
  };
  add(limits.total, "campaign", "ever");
  add(limits.perDay, "campaign", "day");
  add(limits.perWeek, "campaign", "week");
  add(limits.perMonth, "campaign", "month");
  add(limits.discountBudget, "campaign", "ever", "discount");
  add(limits.orderBudget, "campaign", "ever", "order");
  add(perCustomer, "customer", "ever");
  add(limits.perCustomerPerDay, "customer", "day");
  add(limits.perCustomerPerWeek, "customer", "week");
  add(limits.perCustomerPerMonth, "customer", "month");
  return found;
}

/** One text for a scope, whatever it is of: "customer.month". */
export function scopeName({ by, over }: CounterScope): string {
  return `${by}.${over}`;
}

/** The calendar day, week (by its Monday) or month in which `now` lies in a zone, as its first day; "ever" for all time. */
export function periodOf(over: CounterScope["over"], now: number, zone: string): string {
  if (over === "ever") return "ever";
  const { date, weekday } = localTime(now, zone);
  if (over === "day") return date;
  if (over === "month") return date.slice(0, 7);
  const monday = new Date(Date.parse(`${date}T00:00:00Z`) - (weekday - 1) * 86_400_000);
  return `week of ${monday.toISOString().slice(0, 10)}`;
}

/** The first limit that what is counted goes beyond, in words; null when it goes beyond none. */
export function limitReached(
  limits: readonly Limit[],
  counted: (scope: CounterScope) => Counted | null,
): string | null {
  for (const { scope, what, most } of limits) {
    const now = counted(scope);
    if (now && now[what] > most) return limitWords(scope, what, most);
  }
  return null;
}

/**
 * Which limit it is that a use of a code would go beyond, in a sentence.
 * @param most how often it may be redeemed; null where that is said in another way than by a number
 */
export function limitWords({ by, over }: CounterScope, what: keyof Counted, most: number | null): string {
  const period = over === "ever" ? "" : ` a ${over}`;
  if (what !== "count")
    return `The campaign's budget of ${what}s${OF_EACH[by]}${period} is used up, or has no room for this order.`;
  if (most === null)
    return `Codes of this campaign have a limit of redemptions${OF_EACH[by]}${period}, and it is reached.`;
  const often = most === 1 ? "once" : `${most.toLocaleString("en")} times`;
  if (by === "customer")
    return `A customer may redeem codes of this campaign ${often}${period}, and this one has.`;
  if (by === "voucher")
    return `A code of this campaign may be redeemed ${often}${period}, and this one has been.`;
  if (by === "key")
    return `One API key or person may redeem codes of this campaign ${often}${period}, and this one has.`;
  return `Codes of this campaign may be redeemed ${often}${period}, and they have been.`;
}

const OF_EACH = {
  campaign: "",
  customer: " for each customer",
  voucher: " for each code",
  key: " for each API key or person",
} as const;
