import { hears } from "@/lib/server/db/events/hears";
import { tellWebhooks } from "@/lib/server/db/events/tell-webhooks";

/**
 * Parts of a WITH that tell the log of codes which the part `made` has just inserted (id, code, workspace_id, campaign_id, customer_id,
 * created_at), in the same statement, since codes are made by the thousand. Of a customer's code the engine is woken only where a running flow or a
 * segment looks at it; a code of a pool concerns nobody, so no flow could be moved by it.
 */
export const TELL_OF_MADE_CODES = `told AS (
  INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
  SELECT ('x' || right(coalesce(made.customer_id, made.workspace_id)::text, 2))::bit(8)::int % 64, made.workspace_id, made.customer_id,
         'voucher.created', 'voucher:' || made.id || ':created',
         jsonb_build_object('code', made.code, 'voucherId', made.id, 'campaignId', made.campaign_id), made.created_at, made.created_at, 'engine'
  FROM made
  RETURNING shard, id, workspace_id, customer_id, name, accepted_at
), ${tellWebhooks("told")}, waiting AS (
  INSERT INTO event_pending (shard, event_id, customer_id, accepted_at)
  SELECT told.shard, told.id, told.customer_id, told.accepted_at FROM told
  WHERE told.customer_id IS NOT NULL AND told.workspace_id IN (
    SELECT w.id FROM (SELECT DISTINCT workspace_id AS id FROM made WHERE customer_id IS NOT NULL) w
    WHERE ${hears("w.id", "ARRAY['voucher.created']")}
  )
)`;
