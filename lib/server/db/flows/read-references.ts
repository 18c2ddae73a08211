import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { discount } from "@/lib/domain/coupon/discount";
import { fixedWords, promiseWords, type Terms } from "@/lib/domain/coupon/promises";
import type { EventRole, PropertyDefinition } from "@/lib/domain/event/definition";
import type { Queryable } from "@/lib/server/db/pool";

export type ReferenceRows = {
  events: {
    id: string;
    name: string;
    title: string;
    role: EventRole | null;
    properties: PropertyDefinition[];
  }[];
  templates: {
    id: string;
    name: string;
    channel: string;
    subject: string;
    published: boolean;
    usesVoucher: boolean;
    promises: string;
  }[];
  campaigns: {
    id: string;
    name: string;
    discount: string;
    active: boolean;
    endsAt: string | null;
    terms: Terms | null;
    left: number | null;
  }[];
  channels: string[];
  segments: { id: string; name: string }[];
  topics: { key: string; name: string; archived: boolean }[];
};

/** What the steps of a flow can name in this workspace. */
export async function readReferences(queryable: Queryable, workspaceId: string): Promise<ReferenceRows> {
  const events = await queryable.query<ReferenceRows["events"][number]>({
    name: "reference-events",
    text: EVENTS,
    values: [workspaceId],
  });
  const templates = await queryable.query<ReferenceRows["templates"][number] & { source: string }>({
    name: "reference-templates",
    text: TEMPLATES,
    values: [workspaceId],
  });
  const campaigns = await queryable.query<CampaignRow>({
    name: "reference-campaigns",
    text: CAMPAIGNS,
    values: [workspaceId],
  });
  const channels = await queryable.query<{ channel: string }>({
    name: "reference-channels",
    text: CHANNELS,
    values: [workspaceId],
  });
  const segments = await queryable.query<{ id: string; name: string }>({
    name: "reference-segments",
    text: `SELECT id, name FROM segment WHERE workspace_id = $1 ORDER BY lower(name)`,
    values: [workspaceId],
  });
  const topics = await queryable.query<ReferenceRows["topics"][number]>({
    name: "reference-topics",
    text: `SELECT key, name, archived_at IS NOT NULL AS archived FROM topic WHERE workspace_id = $1 ORDER BY lower(name)`,
    values: [workspaceId],
  });
  return {
    segments: segments.rows,
    topics: topics.rows,
    events: events.rows,
    templates: templates.rows.map(({ source, ...row }) => ({
      ...row,
      promises: promiseWords(fixedWords(source)),
    })),
    campaigns: campaigns.rows.map(
      ({ discount: stored, ends_at, valid_for_ms, ends_on, today, left_ms, ...row }) => {
        const parsed = discount.safeParse(stored);
        return {
          ...row,
          terms: parsed.success
            ? { discount: parsed.data, validForMs: valid_for_ms, endsOn: ends_on, today, leftMs: left_ms }
            : null,
          discount: parsed.success ? describeDiscount(parsed.data) : "",
          endsAt: ends_at?.toISOString() ?? null,
        };
      },
    ),
    channels: channels.rows.map(({ channel }) => channel),
  };
}

type CampaignRow = {
  id: string;
  name: string;
  discount: unknown;
  active: boolean;
  ends_at: Date | null;
  valid_for_ms: number | null;
  ends_on: string | null;
  today: string;
  left_ms: number | null;
  left: number | null;
};

const EVENTS = `
SELECT id, name, title, role, properties FROM event_definition WHERE workspace_id = $1 AND NOT archived ORDER BY lower(name)`;

// Of a template that was never published the draft speaks. A text message has no subject: its beginning stands for it.
const TEMPLATES = `
SELECT t.id, t.name, t.channel, v.id IS NOT NULL AS published,
  CASE WHEN t.channel = 'sms' THEN left(COALESCE(v.text, t.draft ->> 'text', ''), 160)
    ELSE COALESCE(v.subject, t.draft ->> 'subject', '') END AS subject,
  COALESCE((v.subject || v.preheader || v.html || v.text) ~ '\\mvouchers?\\M', false) AS "usesVoucher",
  COALESCE(concat_ws(' ', v.subject, v.preheader, COALESCE(NULLIF(v.text, ''), v.html)), '') AS source
FROM template t LEFT JOIN template_version v ON v.id = t.current_version_id
WHERE t.workspace_id = $1 AND t.archived_at IS NULL ORDER BY lower(t.name)`;

// A low pool is all that is asked for, so counting stops early.
const CAMPAIGNS = `
SELECT c.id, c.name, c.discount, c.active, c.ends_at, c.valid_for_ms, to_char(c.ends_at AT TIME ZONE w.time_zone, 'YYYY-MM-DD') AS ends_on,
  to_char(now() AT TIME ZONE w.time_zone, 'YYYY-MM-DD') AS today, round(extract(epoch FROM c.ends_at - now()) * 1000)::float8 AS left_ms,
  CASE WHEN c.type = 'static' THEN (
    SELECT count(*) FROM (SELECT FROM voucher v WHERE v.campaign_id = c.id AND v.customer_id IS NULL AND v.active AND v.redeemed_quantity = 0
      AND (v.expires_at IS NULL OR v.expires_at > now()) LIMIT 100) AS unused
  ) END AS left
FROM campaign c JOIN workspace w ON w.id = c.workspace_id WHERE c.workspace_id = $1 ORDER BY lower(c.name)`;

const CHANNELS = `SELECT DISTINCT channel FROM channel_connection WHERE workspace_id = $1 AND enabled`;
