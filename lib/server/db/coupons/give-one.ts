import { v7 as uuidv7 } from "uuid";
import { generateCodes } from "@/lib/domain/coupon/code";
import { datesWhenGiven } from "@/lib/domain/coupon/validity";
import { shardOf, shardOfValue } from "@/lib/domain/shard";
import { hears } from "@/lib/server/db/events/hears";
import { tellWebhooks } from "@/lib/server/db/events/tell-webhooks";
import type { Queryable } from "@/lib/server/db/pool";
import type { IssueOptions, IssueRequest } from "./issue-types";
import type { IssuableCampaign } from "./load-issuable-campaigns";
import { type StoredVoucher, type VoucherRow, voucherOf, voucherSelect } from "./voucher-row";

/** A code that was given just now. */
export type GivenNow = { voucher: StoredVoucher; publicationId: string };

/**
 * Gives the next code of a pool, or a new one of a campaign that makes them: takes it, writes the gift and its row in the ledger of incentives, and tells
 * the log, all in one statement, which needs no transaction around it. What is written is what `issueVouchers` writes, which sees to everything that this
 * leaves alone: it is for a request of the API for one new code of a campaign that is on, not over, and neither a gift card nor a code for everybody.
 * @returns null when the pool is empty, something was given under the source id before, a code that was drawn exists, or the campaign is another than
 * `campaign` says; nothing is written then
 * @throws a unique violation when another request is giving under the same source id right now; nothing is written then either
 */
export async function giveOne(
  queryable: Queryable,
  request: Omit<IssueRequest, "campaignId">,
  campaign: IssuableCampaign,
  { now, random }: Pick<IssueOptions, "now" | "random">,
): Promise<GivenNow | null> {
  const dates = datesWhenGiven(campaign, now);
  const newId = () => uuidv7({ msecs: now, random: random(16) });
  const publicationId = newId();
  const [code] = campaign.type === "auto_update" ? generateCodes(campaign.codeConfig, 1, random) : [];
  const { rows } = await queryable.query<VoucherRow>({
    ...(code === undefined ? FROM_POOL : OR_NEW),
    values: [
      request.workspaceId,
      campaign.id,
      request.customerId,
      new Date(now),
      dates.startsAt === null ? null : new Date(dates.startsAt),
      dates.expiresAt === null ? null : new Date(dates.expiresAt),
      publicationId,
      request.sourceId,
      request.channel ?? null,
      JSON.stringify(request.metadata ?? {}),
      shardOf(request.customerId),
      campaign.version,
      ...(code === undefined ? [] : [shardOfValue(code), newId(), code, campaign.quantityPerCode]),
    ],
  });
  return rows[0] ? { voucher: voucherOf(rows[0]), publicationId } : null;
}

const MAY_GIVE = `EXISTS (SELECT FROM campaign c WHERE c.id = $2 AND c.xmin = $12::text::xid)
      AND NOT EXISTS (SELECT FROM publication p WHERE p.workspace_id = $1 AND p.source_id = $8)`;

// The row that somebody else is just taking is passed over, as in take-from-pool.ts.
const POOLED = `
  UPDATE voucher v
  SET customer_id = $3::uuid, published_at = $4::timestamptz, starts_at = greatest(v.starts_at, $5::timestamptz), expires_at = least(v.expires_at, $6::timestamptz)
  WHERE (v.shard, v.id) = (
    SELECT f.shard, f.id FROM voucher f
    WHERE f.campaign_id = $2 AND f.customer_id IS NULL AND f.active
      AND f.redeemed_quantity = 0 AND (f.expires_at IS NULL OR f.expires_at > $4)
      AND ${MAY_GIVE}
    ORDER BY f.id LIMIT 1
    FOR UPDATE OF f SKIP LOCKED
  )
  RETURNING v.*`;

const MADE = `
  INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, customer_id, starts_at, expires_at, quantity, published_at, created_at)
  SELECT $13::smallint, $14::uuid, $1, $2, $15::text, $3, $5, $6, $16::int, $4, $4
  WHERE NOT EXISTS (SELECT FROM pooled) AND ${MAY_GIVE}
  ON CONFLICT (shard, workspace_id, code) DO NOTHING
  RETURNING *`;

const eventOf = (name: string, messageId: string, properties: string, from: string) => `
  SELECT $11, $1, $3, '${name}', ${messageId}, jsonb_build_object('code', t.code, 'voucherId', t.id, 'campaignId', t.campaign_id${properties}), $4, $4, 'engine'
  FROM ${from} t`;
const PUBLISHED = eventOf(
  "voucher.published",
  `'publication:' || t.id || ':' || $8`,
  `, 'source', 'api', 'flowId', NULL, 'runId', NULL, 'stepId', NULL,
    'expiresAt', to_char(t.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  "taken",
);
const CREATED = eventOf("voucher.created", `'voucher:' || t.id || ':created'`, "", "made");

// Plain parameters and no arrays: PostgreSQL plans it once for a connection, which for a batch's statement it does every time.
const giving = (taken: string, events: string) => `
WITH ${taken}, written AS (
  INSERT INTO publication (id, workspace_id, campaign_id, voucher_id, code, customer_id, source_id, source, channel, metadata, created_at)
  SELECT $7::uuid, $1, $2, t.id, t.code, $3, $8::text, 'api', $9::text, $10::jsonb, $4 FROM taken t
), ledger AS (
  INSERT INTO incentive (shard, id, workspace_id, customer_id, campaign_id, voucher_id, code, source, value, recovery, demo, given_at)
  SELECT $11::smallint, gen_random_uuid(), $1, $3, $2, t.id, t.code, 'api', c.discount, c.recovery, false, $4
  FROM taken t JOIN campaign c ON c.id = t.campaign_id
), told AS (
  INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source) ${events}
  RETURNING shard, id, workspace_id, name, accepted_at
), ${tellWebhooks("told")}, pending AS (
  INSERT INTO event_pending (shard, event_id, customer_id, accepted_at)
  SELECT told.shard, told.id, $3, told.accepted_at FROM told WHERE ${hears("$1", "ARRAY[told.name]")}
)
${voucherSelect("taken")}`;

const FROM_POOL = { name: "give-from-pool", text: giving(`taken AS (${POOLED})`, PUBLISHED) };
const OR_NEW = {
  name: "give-or-make",
  text: giving(
    `pooled AS (${POOLED}), made AS (${MADE}), taken AS (SELECT * FROM pooled UNION ALL SELECT * FROM made)`,
    `${CREATED} UNION ALL ${PUBLISHED}`,
  ),
};
