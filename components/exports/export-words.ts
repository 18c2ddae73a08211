import type { ListedExport } from "@/lib/client/queries/exports";

/** What an export holds. */
export const EXPORT_WORDS: Record<ListedExport["object"], string> = {
  voucher: "Codes",
  redemption: "Redemptions",
  publication: "Codes given",
  customer: "Customers",
  order: "Orders",
  voucher_transactions: "Gift card transactions",
};
