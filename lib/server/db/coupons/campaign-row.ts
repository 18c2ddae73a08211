import type { CampaignFields, CampaignType } from "@/lib/domain/coupon/campaign";
import { type CodeConfig, codeConfig } from "@/lib/domain/coupon/code";
import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { type Discount, discount } from "@/lib/domain/coupon/discount";
import { campaignLimits } from "@/lib/domain/coupon/limits";
import { recurrence } from "@/lib/domain/coupon/recurrence";

/** A campaign as stored. Times as Date, `valid_for_ms` in ms. */
export type CampaignRow = {
  id: string;
  name: string;
  description: string;
  type: CampaignType;
  discount: unknown;
  code_config: unknown;
  code: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  valid_for_ms: number | null;
  quantity_per_code: number | null;
  per_customer: number | null;
  limits: unknown;
  recurrence: unknown;
  join_once: boolean;
  metadata: Record<string, unknown>;
  recovery: boolean;
  active: boolean;
  created_at: Date;
  updated_at: Date;
};

/** The columns of CampaignRow, of a campaign called `c`. */
export const CAMPAIGN_COLUMNS = `c.id, c.name, c.description, c.type, c.discount, c.code_config, c.starts_at, c.ends_at, c.valid_for_ms,
  c.quantity_per_code, c.per_customer, c.limits, c.recurrence, c.join_once, c.metadata, c.recovery, c.active, c.created_at, c.updated_at,
  CASE WHEN c.type = 'standalone' THEN (SELECT v.code FROM voucher v WHERE v.campaign_id = c.id ORDER BY v.created_at, v.id LIMIT 1) END AS code`;

/** A campaign as the API shows it. */
export type ShownCampaign = Omit<CampaignFields, "discount" | "codeConfig"> & {
  id: string;
  discount: Discount;
  discountText: string;
  codeConfig: CodeConfig;
  active: boolean;
  createdAt: string;
  updatedAt: string;
};

/** The row in the API's words. */
export function campaignOf(row: CampaignRow): ShownCampaign {
  const parsed = discount.parse(row.discount);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    type: row.type,
    discount: parsed,
    discountText: describeDiscount(parsed),
    codeConfig: codeConfig.parse(row.code_config),
    code: row.code,
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    validForMs: row.valid_for_ms,
    quantityPerCode: row.quantity_per_code,
    perCustomer: row.per_customer,
    limits: campaignLimits.parse(row.limits),
    recurrence: recurrence.parse(row.recurrence),
    joinOnce: row.join_once,
    metadata: row.metadata,
    recovery: row.recovery,
    active: row.active,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
