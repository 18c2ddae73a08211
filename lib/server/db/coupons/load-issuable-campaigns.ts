import { type CodeConfig, codeConfig } from "@/lib/domain/coupon/code";
import { type Discount, discount } from "@/lib/domain/coupon/discount";
import type { BoundRule } from "@/lib/domain/coupon/judge-rule";
import { type CampaignLimits, campaignLimits } from "@/lib/domain/coupon/limits";
import type { CampaignTerms } from "@/lib/domain/coupon/validity";
import { workspaceSettings } from "@/lib/domain/workspace/settings";
import { Parsed } from "@/lib/server/db/parsed";
import type { Queryable } from "@/lib/server/db/pool";

/** What giving a code needs to know of its campaign. */
export type IssuableCampaign = CampaignTerms & {
  id: string;
  workspaceId: string;
  name: string;
  type: "auto_update" | "static" | "standalone";
  discount: Discount;
  codeConfig: CodeConfig;
  quantityPerCode: number | null;
  perCustomer: number | null;
  limits: CampaignLimits;
  /** Those that all its codes are bound to. */
  rules: BoundRule[];
  recovery: boolean;
  /** Whether it is not `active` only for the moment in which it is deleted, or its discount is changed. */
  givingRests: boolean;
  /** Who asks for a code again by the API is given the one they have. */
  joinOnce: boolean;
  /** Days in which the workspace gives a customer at most one recovery discount; null is no cap. */
  recoveryDiscountDays: number | null;
  /** ISO 4217, of the workspace. */
  currency: string;
  /** Another one after every change of the campaign, but for its rules. */
  version: string;
};

type Row = {
  id: string;
  workspace_id: string;
  name: string;
  type: IssuableCampaign["type"];
  discount: unknown;
  code_config: unknown;
  starts_at: Date | null;
  ends_at: Date | null;
  valid_for_ms: number | null;
  quantity_per_code: number | null;
  per_customer: number | null;
  limits: unknown;
  rules: BoundRule[] | null;
  recovery: boolean;
  join_once: boolean;
  active: boolean;
  giving_rests: boolean;
  currency: string;
  version: string;
  settings: string;
};

/** The campaigns of a batch of requests, by id. */
export async function loadIssuableCampaigns(
  queryable: Queryable,
  requests: readonly { campaignId: string }[],
): Promise<Map<string, IssuableCampaign>> {
  const ids = [...new Set(requests.map(({ campaignId }) => campaignId))];
  if (ids.length === 0) return new Map();
  const { rows } = await queryable.query<Row>({
    name: "load-issuable-campaigns",
    text: `${CAMPAIGNS} WHERE c.id = ANY ($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}

/** A campaign by its id or its name in the workspace; null when there is none. Of one that is called like another's id, the id counts. */
export async function findIssuableCampaign(
  queryable: Queryable,
  workspaceId: string,
  by: { id: string | null; name: string | null },
): Promise<IssuableCampaign | null> {
  const { rows } = await queryable.query<Row>({
    name: "find-issuable-campaign",
    text: `${CAMPAIGNS} WHERE c.workspace_id = $1 AND (c.id = $2 OR c.name = $3) ORDER BY (c.id = $2) DESC NULLS LAST LIMIT 1`,
    values: [workspaceId, by.id, by.name],
  });
  return rows[0] ? fromRow(rows[0]) : null;
}

const CAMPAIGNS = `
SELECT c.id, c.workspace_id, c.name, c.type, c.discount, c.code_config, c.starts_at, c.ends_at, c.valid_for_ms,
       c.quantity_per_code, c.per_customer, c.limits, c.recovery, c.join_once, c.active AND c.giving_paused_at IS NULL AS active,
       c.giving_paused_at IS NOT NULL AS giving_rests, c.xmin::text AS version, w.currency, w.settings::text AS settings,
       (SELECT json_agg(json_build_object('id', r.id, 'rules', r.rules, 'error', r.error, 'applicableTo', r.applicable_to) ORDER BY r.id)
        FROM validation_rule_assignment a JOIN validation_rule r ON r.id = a.rule_id WHERE a.object_id = c.id) AS rules
FROM campaign c JOIN workspace w ON w.id = c.workspace_id`;

function fromRow(row: Row): IssuableCampaign {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    type: row.type,
    ...TERMS.of(`${row.id} ${row.version}`, () => ({
      discount: discount.parse(row.discount),
      codeConfig: codeConfig.parse(row.code_config),
      limits: campaignLimits.parse(row.limits),
    })),
    startsAt: row.starts_at?.getTime() ?? null,
    endsAt: row.ends_at?.getTime() ?? null,
    validForMs: row.valid_for_ms,
    quantityPerCode: row.quantity_per_code,
    perCustomer: row.per_customer,
    rules: row.rules ?? [],
    recovery: row.recovery,
    joinOnce: row.join_once,
    active: row.active,
    givingRests: row.giving_rests,
    currency: row.currency,
    version: row.version,
    recoveryDiscountDays: SETTINGS.of(
      row.settings,
      () => workspaceSettings.parse(JSON.parse(row.settings)).recoveryDiscountDays,
    ),
  };
}

// Parsing took longer than reading the row. A campaign's terms are the same until it is changed, and the same text says the same.
const TERMS = new Parsed<Pick<IssuableCampaign, "discount" | "codeConfig" | "limits">>();
const SETTINGS = new Parsed<number | null>();
