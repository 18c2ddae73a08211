import type { CampaignLimits } from "@/lib/domain/coupon/limits";

/** The limits of a campaign beyond those of a code and a customer, in words. */
export const LIMIT_WORDS: readonly { name: keyof CampaignLimits; label: string; money?: true }[] = [
  { name: "total", label: "In all" },
  { name: "perDay", label: "A day" },
  { name: "perWeek", label: "A week" },
  { name: "perMonth", label: "A month" },
  { name: "perCustomerPerDay", label: "A customer, a day" },
  { name: "perCustomerPerWeek", label: "A customer, a week" },
  { name: "perCustomerPerMonth", label: "A customer, a month" },
  { name: "discountBudget", label: "Most that may be taken off in all", money: true },
  { name: "orderBudget", label: "Most that all orders may be worth", money: true },
];
