import type { CampaignFields } from "@/lib/domain/coupon/campaign";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Writes a new campaign.
 * @param campaign.ownCode it is only what a code of its own stands in
 * @returns whether its name was free
 */
export async function insertCampaign(
  queryable: Queryable,
  campaign: CampaignFields & { id: string; workspaceId: string; ownCode?: boolean },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `INSERT INTO campaign (id, workspace_id, name, description, type, discount, code_config, starts_at, ends_at, valid_for_ms,
       quantity_per_code, per_customer, recovery, limits, recurrence, join_once, metadata, created_at, updated_at, own_code)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19)
     ON CONFLICT (workspace_id, name) DO NOTHING`,
    [campaign.id, campaign.workspaceId, ...values(campaign), now, campaign.ownCode ?? false],
  );
  return rowCount === 1;
}

/** Writes all of a campaign over what is there. The caller holds its row lock. @returns whether its name is free */
export async function updateCampaign(
  queryable: Queryable,
  campaign: CampaignFields & { id: string; workspaceId: string },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `UPDATE campaign SET name = $3, description = $4, type = $5, discount = $6, code_config = $7, starts_at = $8, ends_at = $9,
       valid_for_ms = $10, quantity_per_code = $11, per_customer = $12, recovery = $13, limits = $14, recurrence = $15, join_once = $16,
       metadata = $17, updated_at = $18
     WHERE id = $1 AND workspace_id = $2
       AND NOT EXISTS (SELECT 1 FROM campaign other WHERE other.workspace_id = $2 AND other.name = $3 AND other.id <> $1)`,
    [campaign.id, campaign.workspaceId, ...values(campaign), now],
  );
  return rowCount === 1;
}

function values(campaign: CampaignFields): unknown[] {
  return [
    campaign.name,
    campaign.description,
    campaign.type,
    JSON.stringify(campaign.discount),
    JSON.stringify(campaign.codeConfig),
    campaign.startsAt,
    campaign.endsAt,
    campaign.validForMs,
    campaign.quantityPerCode,
    campaign.perCustomer,
    campaign.recovery,
    JSON.stringify(campaign.limits),
    JSON.stringify(campaign.recurrence),
    campaign.joinOnce,
    JSON.stringify(campaign.metadata),
  ];
}
