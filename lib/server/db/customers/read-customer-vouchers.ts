import type { Queryable } from "@/lib/server/db/pool";

export type CustomerVoucher = {
  code: string;
  campaign_id: string;
  campaign_name: string;
  discount: unknown;
  active: boolean;
  run_id: string | null;
  published_at: Date;
  expires_at: Date | null;
  /** Redemptions allowed; null is unlimited. */
  quantity: number | null;
  redeemed_quantity: number;
  released_at: Date | null;
};

/** The newest codes that were given to a customer, with what has become of them. */
export async function readCustomerVouchers(
  queryable: Queryable,
  workspaceId: string,
  customerId: string,
  limit: number,
): Promise<CustomerVoucher[]> {
  const { rows } = await queryable.query<CustomerVoucher>({
    name: "read-customer-vouchers",
    text: SQL,
    values: [workspaceId, customerId, limit],
  });
  return rows;
}

const SQL = `
SELECT p.code, p.campaign_id, c.name AS campaign_name, c.discount, COALESCE(v.active, false) AND c.active AS active, p.run_id,
  p.created_at AS published_at, v.expires_at, v.quantity, COALESCE(v.redeemed_quantity, 0) AS redeemed_quantity, p.released_at
FROM publication p
JOIN campaign c ON c.id = p.campaign_id
LEFT JOIN voucher v ON v.customer_id = $2 AND v.id = p.voucher_id
WHERE p.customer_id = $2 AND p.workspace_id = $1
ORDER BY p.created_at DESC LIMIT $3`;
