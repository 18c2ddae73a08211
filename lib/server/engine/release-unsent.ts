import { releaseVouchers } from "@/lib/server/db/coupons/release-vouchers";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Takes back the codes of runs that are over and never got to show them: no message of the customer that has one went out, or still may. A run that
 * completed without any message of its own keeps its codes: they were given for something else, such as the shop's own page. Three statements at most.
 */
export async function releaseUnsent(
  queryable: Queryable,
  shard: number,
  runIds: readonly string[],
  now: number,
): Promise<void> {
  if (runIds.length === 0) return;
  const { rows } = await queryable.query<{ id: string; customer_id: string; shown: string[] }>({
    name: "find-unsent",
    text: UNSENT,
    values: [shard, runIds],
  });
  await releaseVouchers(
    queryable,
    rows.map((row) => ({ id: row.id, customerId: row.customer_id })),
    now,
    { but: rows.flatMap(({ shown }) => shown) },
  );
}

// By customer, not by run: another run of theirs may have shown the same code.
const UNSENT = `
WITH over AS (
  SELECT r.id, r.customer_id, r.status, r.context::jsonb -> 'vouchers' AS vouchers FROM run r
  WHERE r.shard = $1 AND r.id = ANY($2::uuid[]) AND r.status <> 'active' AND r.context::jsonb -> 'vouchers' <> '[]'
), given AS (
  SELECT o.id, o.customer_id, v ->> 'id' AS voucher_id, EXISTS (
    SELECT FROM message m WHERE m.shard = $1 AND m.customer_id = o.customer_id AND m.status NOT IN ('skipped', 'failed')
      AND m.context::jsonb -> 'vouchers' @> jsonb_build_array(jsonb_build_object('id', v -> 'id'))
  ) AS shown
  FROM over o CROSS JOIN LATERAL jsonb_array_elements(o.vouchers) AS v
  WHERE o.status <> 'completed' OR EXISTS (SELECT FROM message m WHERE m.shard = $1 AND m.run_id = o.id)
)
SELECT id, customer_id, coalesce(array_agg(voucher_id) FILTER (WHERE shown), '{}') AS shown
FROM given GROUP BY id, customer_id HAVING bool_or(NOT shown)`;
