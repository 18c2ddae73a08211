import type { BadgeTone } from "@/components/ui/badge";
import type { CampaignVoucher } from "@/lib/client/queries/campaigns";
import { formatExact } from "@/lib/utils/format-number";

const STATES: Record<CampaignVoucher["state"], { tone: BadgeTone; word: string }> = {
  free: { tone: "neutral", word: "Free" },
  given: { tone: "ok", word: "Given" },
  used: { tone: "coupon", word: "Used" },
  not_yet: { tone: "info", word: "Not yet valid" },
  expired: { tone: "neutral", word: "Expired" },
  off: { tone: "warn", word: "Switched off" },
};

/** Where a code stands, in the words of the list's filter. */
export function voucherState({
  state,
  customer,
  redeemedQuantity,
}: Pick<CampaignVoucher, "state" | "customer" | "redeemedQuantity">): { tone: BadgeTone; word: string } {
  if (state !== "given") return STATES[state];
  // One code for everybody is nobody's own.
  if (!customer) return { tone: "ok", word: "Valid" };
  return redeemedQuantity > 0 ? { tone: "ok", word: "Used, still valid" } : STATES.given;
}

/** How often a code was redeemed, and how often it may be: "1 of 2". */
export function voucherUses({
  redeemedQuantity,
  quantity,
}: Pick<CampaignVoucher, "redeemedQuantity" | "quantity">): string {
  const used = formatExact(redeemedQuantity);
  return quantity === null ? `${used}, no limit` : `${used} of ${formatExact(quantity)}`;
}
