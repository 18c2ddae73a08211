import { uuidColumn } from "@/lib/server/db/binary-columns";
import { shardColumn } from "@/lib/server/db/columns";
import { releaseVouchers } from "@/lib/server/db/coupons/release-vouchers";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Takes back the codes of runs that are over and never got to show them: no message of the customer that has one went out, or still may, and no
 * active run of theirs has it in hand. A run that completed and never came to a message with them keeps its codes: they were given for something
 * else, such as the shop's own page. Four statements at most.
 */
export async function releaseUnsent(
  queryable: Queryable,
  runIds: readonly string[],
  now: number,
): Promise<void> {
  if (runIds.length === 0) return;
  const { rows } = await queryable.query<{ run_id: string; customer_id: string; voucher_id: string }>({
    name: "find-unsent",
    text: UNSENT,
    values: [shardColumn(runIds), uuidColumn(runIds)],
  });
  await releaseVouchers(
    queryable,
    rows.map((row) => ({ runId: row.run_id, customerId: row.customer_id, voucherId: row.voucher_id })),
    now,
  );
}

/** Whether a run may lose its codes: it is over, and what it was for was to send them. */
const mayLose = (run: string) =>
  `${run}.status <> 'active' AND (${run}.status <> 'completed' OR (${run}.context ->> 'withheld') IS NOT NULL OR EXISTS (SELECT FROM message m WHERE m.shard = ${run}.shard AND m.run_id = ${run}.id))`;

// A run that failed right after a code was asked for has forgotten it: there, what it was given is asked of the books.
// By customer, not by run: another run of theirs may have shown the same code, may still show it, or was the one it was given to. A code for
// everybody is given to each run anew, so there each run answers for its own gift alone.
const UNSENT = `
WITH over AS (
  SELECT r.shard, r.id, r.customer_id, r.status, r.context::jsonb -> 'vouchers' AS vouchers
  FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, id) JOIN run r ON r.shard = w.shard AND r.id = w.id
  WHERE ${mayLose("r")} AND (r.status = 'failed' OR r.context::jsonb -> 'vouchers' <> '[]')
), held AS (
  SELECT o.shard, o.id, o.customer_id, (v ->> 'id')::uuid AS voucher_id, jsonb_build_array(jsonb_build_object('id', v -> 'id')) AS found
  FROM over o CROSS JOIN LATERAL jsonb_array_elements(o.vouchers) AS v
  UNION
  SELECT o.shard, o.id, o.customer_id, p.voucher_id, jsonb_build_array(jsonb_build_object('id', p.voucher_id))
  FROM over o JOIN publication p ON p.customer_id = o.customer_id AND p.run_id = o.id AND p.released_at IS NULL WHERE o.status = 'failed'
)
SELECT DISTINCT p.run_id, p.customer_id, p.voucher_id
FROM held h
JOIN publication p ON p.customer_id = h.customer_id AND p.voucher_id = h.voucher_id AND p.released_at IS NULL
JOIN campaign c ON c.id = p.campaign_id
WHERE (p.run_id = h.id OR (c.type <> 'standalone' AND EXISTS (SELECT FROM run g WHERE g.shard = h.shard AND g.id = p.run_id AND ${mayLose("g")})))
  AND NOT EXISTS (
    SELECT FROM message m WHERE m.shard = h.shard AND m.customer_id = h.customer_id AND m.status NOT IN ('skipped', 'failed')
      AND m.context::jsonb -> 'vouchers' @> h.found)
  AND (c.type = 'standalone' OR NOT EXISTS (
    SELECT FROM run a WHERE a.shard = h.shard AND a.customer_id = h.customer_id AND a.status = 'active'
      AND a.context::jsonb -> 'vouchers' @> h.found))`;
