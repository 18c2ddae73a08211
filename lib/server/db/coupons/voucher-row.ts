import { type Discount, discount } from "@/lib/domain/coupon/discount";
import type { BoundRule } from "@/lib/domain/coupon/judge-rule";
import { type CampaignLimits, campaignLimits } from "@/lib/domain/coupon/limits";
import { type Recurrence, recurrence } from "@/lib/domain/coupon/recurrence";
import type { CampaignTerms, VoucherTerms } from "@/lib/domain/coupon/validity";
import { Parsed } from "@/lib/server/db/parsed";

/** A rule with the binding by which it holds for a code. */
type AssignedRule = BoundRule & {
  assignment: { id: string; objectType: "campaign" | "voucher"; createdAt: string };
};

/** A code with its campaign. Times in epoch ms, money in minor units. */
export type StoredVoucher = VoucherTerms & {
  shard: number;
  id: string;
  workspaceId: string;
  code: string;
  customerId: string | null;
  runId: string | null;
  metadata: Record<string, unknown>;
  createdAt: number;
  balance: number | null;
  campaign: CampaignTerms & {
    id: string;
    name: string;
    type: "auto_update" | "static" | "standalone";
    discount: Discount;
    /** Nobody asked for it: it is only what this code of its own stands in. */
    ownCode: boolean;
    /** None of its codes is given at this moment: see pause-giving.ts. */
    givingRests: boolean;
    perCustomer: number | null;
    limits: CampaignLimits;
    recurrence: Recurrence & { zone: string };
  };
  /** Of the campaign first, then the code's own. */
  rules: AssignedRule[];
  /** ISO 4217, of the workspace */
  currency: string;
};

export type VoucherRow = {
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
  balance: number | null;
  metadata: Record<string, unknown>;
  created_at: Date;
  campaign_id: string;
  campaign_name: string;
  campaign_type: StoredVoucher["campaign"]["type"];
  own_code: boolean;
  campaign_active: boolean;
  giving_rests: boolean;
  campaign_starts_at: Date | null;
  campaign_ends_at: Date | null;
  campaign_updated_at: Date;
  valid_for_ms: number | null;
  discount: unknown;
  limits: unknown;
  recurrence: unknown;
  per_customer: number | null;
  rules: AssignedRule[] | null;
  currency: string;
  time_zone: string;
};

/** The columns of VoucherRow, of codes that stand in `source`. */
export const voucherSelect = (source: string) => `
SELECT v.shard, v.id, v.workspace_id, v.code, v.active, v.customer_id, v.run_id, v.published_at, v.starts_at, v.expires_at,
       v.quantity, v.redeemed_quantity, v.balance, v.metadata, v.created_at,
       c.id AS campaign_id, c.name AS campaign_name, c.type AS campaign_type, c.own_code, c.active AS campaign_active,
       c.giving_paused_at IS NOT NULL AS giving_rests,
       c.starts_at AS campaign_starts_at, c.ends_at AS campaign_ends_at, c.updated_at AS campaign_updated_at, c.valid_for_ms,
       c.discount, c.limits, c.recurrence, c.per_customer, w.currency, w.time_zone,
       (SELECT json_agg(json_build_object('id', r.id, 'rules', r.rules, 'error', r.error, 'applicableTo', r.applicable_to,
                          'assignment', json_build_object('id', a.id, 'objectType', a.object_type, 'createdAt', a.created_at))
                        ORDER BY a.object_type, r.id)
        FROM validation_rule_assignment a JOIN validation_rule r ON r.id = a.rule_id WHERE a.object_id IN (c.id, v.id)) AS rules
FROM ${source} v JOIN campaign c ON c.id = v.campaign_id JOIN workspace w ON w.id = v.workspace_id`;

/** The columns of VoucherRow. */
export const VOUCHER_SELECT = voucherSelect("voucher");

/** The same of a code that each campaign of workspace $1 with an id in $2 could give next: nobody has it yet, and its id is the campaign's. */
export const NEXT_CODE_SELECT = voucherSelect(`(
  SELECT 0::smallint AS shard, k.id, k.workspace_id, '' AS code, true AS active, NULL::uuid AS customer_id, NULL::uuid AS run_id,
         NULL::timestamptz AS published_at, NULL::timestamptz AS starts_at, NULL::timestamptz AS expires_at, k.quantity_per_code AS quantity,
         0 AS redeemed_quantity, CASE WHEN k.discount->>'type' = 'gift' THEN (k.discount->>'amount')::bigint END AS balance, k.metadata,
         k.created_at, k.id AS campaign_id
  FROM campaign k WHERE k.workspace_id = $1 AND k.id = ANY($2::uuid[]))`);

/** The row in the product's words. */
export function voucherOf(row: VoucherRow): StoredVoucher {
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
    balance: row.balance,
    metadata: row.metadata,
    createdAt: row.created_at.getTime(),
    campaign: {
      id: row.campaign_id,
      name: row.campaign_name,
      type: row.campaign_type,
      ownCode: row.own_code,
      active: row.campaign_active,
      givingRests: row.giving_rests,
      startsAt: row.campaign_starts_at?.getTime() ?? null,
      endsAt: row.campaign_ends_at?.getTime() ?? null,
      validForMs: row.valid_for_ms,
      perCustomer: row.per_customer,
      ...termsOf(row),
    },
    rules: row.rules ?? [],
    currency: row.currency,
  };
}

type Terms = Pick<StoredVoucher["campaign"], "discount" | "limits" | "recurrence">;

// Parsing the terms took longer than reading the row; a campaign's are the same until it is changed.
const KNOWN = new Parsed<Terms>();

function termsOf(row: VoucherRow): Terms {
  return KNOWN.of(`${row.campaign_id} ${row.campaign_updated_at.getTime()} ${row.time_zone}`, () => ({
    discount: discount.parse(row.discount),
    limits: campaignLimits.parse(row.limits),
    recurrence: { ...recurrence.parse(row.recurrence), zone: row.time_zone },
  }));
}
