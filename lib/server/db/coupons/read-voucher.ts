import { type Discount, discount } from "@/lib/domain/coupon/discount";
import type { CampaignTerms, VoucherTerms } from "@/lib/domain/coupon/validity";
import { shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** A code as stored, with its campaign. Times in epoch ms. */
export type StoredVoucher = VoucherTerms & {
  shard: number;
  id: string;
  workspaceId: string;
  code: string;
  customerId: string | null;
  runId: string | null;
  metadata: Record<string, unknown>;
  createdAt: number;
  campaign: CampaignTerms & {
    id: string;
    name: string;
    type: "auto_update" | "static" | "standalone";
    discount: Discount;
    perCustomer: number | null;
  };
  /** ISO 4217, of the workspace */
  currency: string;
};

type Row = {
  shard: number;
  id: string;
  workspace_id: string;
  code: string;
  active: boolean;
  customer_id: string | null;
  run_id: string | null;
  published_at: Date | null;
  starts_at: Date | null;
  expires_at: Date | null;
  quantity: number | null;
  redeemed_quantity: number;
  metadata: Record<string, unknown>;
  created_at: Date;
  campaign_id: string;
  campaign_name: string;
  campaign_type: StoredVoucher["campaign"]["type"];
  campaign_active: boolean;
  campaign_starts_at: Date | null;
  campaign_ends_at: Date | null;
  valid_for_ms: number | null;
  discount: unknown;
  per_customer: number | null;
  currency: string;
};

/** The code with this text in a workspace; null when there is none. */
export async function readVoucher(
  queryable: Queryable,
  workspaceId: string,
  code: string,
): Promise<StoredVoucher | null> {
  const { rows } = await queryable.query<Row>({
    name: "read-voucher",
    text: SQL,
    values: [shardOfValue(code), workspaceId, code],
  });
  return rows[0] ? fromRow(rows[0]) : null;
}

const SQL = `
SELECT v.shard, v.id, v.workspace_id, v.code, v.active, v.customer_id, v.run_id, v.published_at, v.starts_at, v.expires_at,
       v.quantity, v.redeemed_quantity, v.metadata, v.created_at,
       c.id AS campaign_id, c.name AS campaign_name, c.type AS campaign_type, c.active AS campaign_active,
       c.starts_at AS campaign_starts_at, c.ends_at AS campaign_ends_at, c.valid_for_ms, c.discount, c.per_customer, w.currency
FROM voucher v JOIN campaign c ON c.id = v.campaign_id JOIN workspace w ON w.id = v.workspace_id
WHERE v.shard = $1 AND v.workspace_id = $2 AND v.code = $3`;

function fromRow(row: Row): StoredVoucher {
  return {
    shard: row.shard,
    id: row.id,
    workspaceId: row.workspace_id,
    code: row.code,
    active: row.active,
    customerId: row.customer_id,
    runId: row.run_id,
    publishedAt: row.published_at?.getTime() ?? null,
    startsAt: row.starts_at?.getTime() ?? null,
    expiresAt: row.expires_at?.getTime() ?? null,
    quantity: row.quantity,
    redeemedQuantity: row.redeemed_quantity,
    metadata: row.metadata,
    createdAt: row.created_at.getTime(),
    campaign: {
      id: row.campaign_id,
      name: row.campaign_name,
      type: row.campaign_type,
      active: row.campaign_active,
      startsAt: row.campaign_starts_at?.getTime() ?? null,
      endsAt: row.campaign_ends_at?.getTime() ?? null,
      validForMs: row.valid_for_ms,
      discount: discount.parse(row.discount),
      perCustomer: row.per_customer,
    },
    currency: row.currency,
  };
}
