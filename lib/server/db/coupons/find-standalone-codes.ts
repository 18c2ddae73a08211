import { shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import type { IssueRequest } from "./issue-types";
import type { Wanted } from "./take-from-pool";
import type { Given } from "./write-publications";

/** The one code of each standalone campaign, for everybody who asks. It belongs to nobody, and its dates are the campaign's. */
export async function findStandaloneCodes(
  queryable: Queryable,
  wanted: readonly Wanted[],
): Promise<Map<IssueRequest, Given>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await queryable.query<{ campaign_id: string; id: string; code: string }>({
    name: "find-standalone-codes",
    text: `SELECT DISTINCT ON (campaign_id) campaign_id, id, code FROM voucher
           WHERE campaign_id = ANY ($1::uuid[]) AND active ORDER BY campaign_id, created_at, id`,
    values: [[...new Set(wanted.map(({ campaign }) => campaign.id))]],
  });
  const codes = new Map(rows.map((row) => [row.campaign_id, row]));
  const found = new Map<IssueRequest, Given>();
  for (const { request, campaign } of wanted) {
    const row = codes.get(campaign.id);
    if (row) {
      found.set(request, {
        shard: shardOfValue(row.code),
        id: row.id,
        code: row.code,
        expiresAt: campaign.endsAt,
        shared: true,
      });
    }
  }
  return found;
}
