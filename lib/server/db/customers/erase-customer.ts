import type pg from "pg";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { FoundCustomer } from "./find-customer";

export type Erased = { events: number; messages: number };

/**
 * Removes what could name a person, inside the caller's transaction, which holds the lock of the customer's shard. What is counted stays:
 * runs, codes and redemptions keep their amounts and an id that leads nowhere any more.
 */
export async function eraseCustomer(
  client: pg.PoolClient,
  workspaceId: string,
  customer: FoundCustomer,
): Promise<Erased> {
  const own = [customer.shard, customer.id];
  const events = await client.query(EVENTS, own);
  const messages = await client.query(MESSAGES, own);
  await client.query(RUNS, own);
  await client.query(REVIEWS, own);
  await client.query(REDEMPTIONS, [customer.id]);
  await client.query(QUARANTINE, [workspaceId, customer.external_id, customer.email, customer.phone]);
  await client.query(IDENTITIES, [Array.from({ length: SHARD_COUNT }, (_, shard) => shard), customer.id]);
  await client.query(`DELETE FROM segment_member WHERE shard = $1 AND customer_id = $2`, own);
  await client.query(`DELETE FROM segment_check WHERE shard = $1 AND customer_id = $2`, own);
  await client.query(`DELETE FROM customer WHERE shard = $1 AND id = $2`, own);
  return { events: events.rowCount ?? 0, messages: messages.rowCount ?? 0 };
}

const EVENTS = `UPDATE event SET properties = '{}' WHERE shard = $1 AND customer_id = $2`;

const RUNS = `
UPDATE run SET context = json_build_object(
  'event', json_build_object('id', trigger_event_id, 'name', context->'event'->>'name', 'properties', json_build_object(),
                             'occurredAt', context->'event'->>'occurredAt'),
  'cart', NULL, 'vouchers', json_build_array())
WHERE shard = $1 AND customer_id = $2`;

// The shape stays, so that a kept message still opens; what has not been sent is not sent any more.
const MESSAGES = `
UPDATE message SET
  recipient = NULL, subject = NULL,
  status = CASE WHEN status = 'queued' THEN 'skipped' ELSE status END,
  reason = CASE WHEN status = 'queued' THEN 'erased' ELSE reason END,
  context = (context::jsonb || jsonb_build_object(
    'customer', jsonb_build_object('id', customer_id, 'externalId', NULL, 'email', NULL, 'phone', NULL, 'firstName', NULL, 'lastName', NULL,
                                   'locale', NULL, 'timeZone', context->'customer'->>'timeZone', 'attributes', '{}'::jsonb),
    'event', jsonb_build_object('name', context->'event'->>'name', 'properties', '{}'::jsonb, 'occurredAt', context->'event'->>'occurredAt'),
    'cart', NULL, 'vouchers', '[]'::jsonb))::json
WHERE shard = $1 AND customer_id = $2`;

// Who decided what, and when, stays. A condition may name the person, so the reason goes.
const REVIEWS = `
UPDATE incentive_review SET cart = NULL, incentives = '[]', note = NULL, reason = '', result_reason = NULL WHERE shard = $1 AND customer_id = $2`;

const REDEMPTIONS = `UPDATE redemption SET "order" = NULL, metadata = '{}' WHERE customer_id = $1`;

const QUARANTINE = `
DELETE FROM quarantined_event
WHERE workspace_id = $1
  AND (payload->'customer'->>'externalId' = $2 OR lower(payload->'customer'->>'email') = $3 OR payload->'customer'->>'phone' = $4)`;

// An identity lies in the shard of its value, so each shard is asked by the customer.
const IDENTITIES = `DELETE FROM customer_identity WHERE shard = ANY($1::smallint[]) AND customer_id = $2`;
