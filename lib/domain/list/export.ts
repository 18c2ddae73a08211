import { z } from "zod";
import { listFilters } from "./narrowing";

/** What can be exported. */
export const EXPORTED = [
  "voucher",
  "redemption",
  "publication",
  "customer",
  "order",
  "voucher_transactions",
] as const;
export type Exported = (typeof EXPORTED)[number];

/** Which columns of which rows, in which order; the usual columns of all rows, newest first, where left out. */
export const exportParameters = z.object({
  fields: z.array(z.string().min(1).max(100)).min(1, "Name a field.").max(60).nullish(),
  filters: listFilters.nullish(),
  order: z.string().max(60).nullish(),
});
export type ExportParameters = z.output<typeof exportParameters>;

/** The columns of an export that names none. */
export const USUAL_FIELDS: Record<Exported, readonly string[]> = {
  voucher: [
    "code",
    "voucher_type",
    "value",
    "discount_type",
    "campaign",
    "start_date",
    "expiration_date",
    "gift_balance",
  ].concat([
    "redemption_quantity",
    "redemption_count",
    "active",
    "customer_source_id",
    "customer_email",
    "created_at",
  ]),
  redemption: [
    "id",
    "date",
    "voucher_code",
    "campaign",
    "customer_id",
    "customer_source_id",
    "customer_name",
    "order_id",
  ].concat(["order_amount", "discount_amount", "currency", "result", "failure_code"]),
  publication: [
    "voucher_code",
    "campaign",
    "customer_id",
    "customer_source_id",
    "customer_email",
    "date",
    "channel",
  ],
  customer: [
    "id",
    "source_id",
    "name",
    "email",
    "phone",
    "orders_total_count",
    "orders_total_amount",
    "created_at",
  ],
  order: [
    "id",
    "source_id",
    "status",
    "amount",
    "discount_amount",
    "total_amount",
    "currency",
    "customer_id",
  ].concat(["customer_source_id", "created_at"]),
  voucher_transactions: [
    "id",
    "created_at",
    "voucher_code",
    "campaign",
    "type",
    "amount",
    "balance",
    "order_id",
  ].concat(["redemption_id", "related_transaction_id", "reason"]),
};
