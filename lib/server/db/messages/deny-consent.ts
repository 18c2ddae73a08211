import type { Queryable } from "@/lib/server/db/pool";

/** Writes a customer's no to a channel, or to a topic on it. @returns whether it was not a no already */
export async function denyConsent(
  queryable: Queryable,
  denial: {
    workspaceId: string;
    shard: number;
    customerId: string;
    /** "email", or "email:newsletter" for a topic */
    key: string;
    source: string;
    now: Date;
  },
): Promise<boolean> {
  const { rowCount } = await queryable.query({
    name: "deny-consent",
    text: `UPDATE customer
           SET consent = jsonb_set(consent, ARRAY[$4::text], jsonb_build_object('state', 'denied', 'at', $5::text, 'source', $6::text)),
             updated_at = $5::timestamptz
           WHERE shard = $1 AND id = $2 AND workspace_id = $3 AND consent #>> ARRAY[$4::text, 'state'] IS DISTINCT FROM 'denied'`,
    values: [
      denial.shard,
      denial.customerId,
      denial.workspaceId,
      denial.key,
      denial.now.toISOString(),
      denial.source,
    ],
  });
  return rowCount === 1;
}
