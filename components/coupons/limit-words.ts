import type { CampaignLimits } from "@/lib/domain/coupon/limits";

/** The limits of a campaign beyond those of a code and a customer, in words. */
/** `often` stands behind how many times: "5 times a day". */
export const LIMIT_WORDS: readonly {
  name: keyof CampaignLimits;
  label: string;
  often?: string;
  money?: true;
}[] = [
  { name: "total", label: "In all", often: "in all" },
  { name: "perDay", label: "A day", often: "a day" },
  { name: "perWeek", label: "A week", often: "a week" },
  { name: "perMonth", label: "A month", often: "a month" },
  { name: "perCustomerPerDay", label: "A customer, a day", often: "a day by one customer" },
  { name: "perCustomerPerWeek", label: "A customer, a week", often: "a week by one customer" },
  { name: "perCustomerPerMonth", label: "A customer, a month", often: "a month by one customer" },
  { name: "discountBudget", label: "Most that may be taken off in all", money: true },
  { name: "orderBudget", label: "Most that all orders may be worth", money: true },
];
