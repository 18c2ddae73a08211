import type { Queryable } from "@/lib/server/db/pool";

/**
 * Lets one at a time ask for the code that a customer has of a campaign: others wait until the caller's transaction ends, so that of two who ask at once
 * the second finds the code of the first.
 */
export async function lockOwnCode(
  queryable: Queryable,
  customerId: string,
  campaignId: string,
): Promise<void> {
  await queryable.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('code of ' || $1 || ' in ' || $2, 0))`,
    [customerId, campaignId],
  );
}
