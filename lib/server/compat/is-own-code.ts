import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";

/** Whether a code stands by itself: in a campaign of one code that bears its name, which nobody asked for. */
export function isOwnCode({ code, campaign }: Pick<StoredVoucher, "code" | "campaign">): boolean {
  return campaign.type === "standalone" && campaign.name === code;
}
