import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { discount } from "@/lib/domain/coupon/discount";
import { datesOf, endOf } from "@/lib/domain/coupon/validity";
import type { GivenVoucher } from "@/lib/domain/message/context";
import { shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

type VoucherRow = {
  id: string;
  code: string;
  campaign_id: string;
  published_at: Date | null;
  starts_at: Date | null;
  expires_at: Date | null;
  campaign_name: string;
  discount: unknown;
  campaign_starts_at: Date | null;
  campaign_ends_at: Date | null;
  campaign_valid_for_ms: number | null;
};

/** The codes that were given before under the same source ids, by request. Released ones do not count. */
export async function findGiven<R extends { workspaceId: string; sourceId: string }>(
  queryable: Queryable,
  requests: readonly R[],
): Promise<Map<R, GivenVoucher>> {
  if (requests.length === 0) return new Map();
  const published = await queryable.query<{ n: number; voucher_id: string; code: string }>({
    name: "find-given-publications",
    text: `SELECT w.n::int, p.voucher_id, p.code
           FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS w (workspace_id, source_id, n)
           CROSS JOIN LATERAL (
             SELECT voucher_id, code FROM publication
             WHERE workspace_id = w.workspace_id AND source_id = w.source_id AND released_at IS NULL
             OFFSET 0
           ) p`,
    values: [requests.map(({ workspaceId }) => workspaceId), requests.map(({ sourceId }) => sourceId)],
  });
  if (published.rows.length === 0) return new Map();
  const { rows } = await queryable.query<VoucherRow>({
    name: "find-given-vouchers",
    text: `SELECT v.id, v.code, v.campaign_id, v.published_at, v.starts_at, v.expires_at,
                  c.name AS campaign_name, c.discount, c.starts_at AS campaign_starts_at, c.ends_at AS campaign_ends_at, c.valid_for_ms AS campaign_valid_for_ms
           FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, id)
           JOIN voucher v ON v.shard = w.shard AND v.id = w.id
           JOIN campaign c ON c.id = v.campaign_id`,
    values: [
      published.rows.map(({ code }) => shardOfValue(code)),
      published.rows.map((row) => row.voucher_id),
    ],
  });
  const vouchers = new Map(rows.map((row) => [row.id, toGiven(row)]));
  const found = new Map<R, GivenVoucher>();
  for (const { n, voucher_id } of published.rows) {
    const request = requests[n - 1];
    const voucher = vouchers.get(voucher_id);
    if (request && voucher) found.set(request, voucher);
  }
  return found;
}

function toGiven(row: VoucherRow): GivenVoucher {
  const { expiresAt } = datesOf(
    {
      publishedAt: row.published_at?.getTime() ?? null,
      startsAt: row.starts_at?.getTime() ?? null,
      expiresAt: row.expires_at?.getTime() ?? null,
    },
    { startsAt: row.campaign_starts_at?.getTime() ?? null, endsAt: row.campaign_ends_at?.getTime() ?? null },
  );
  return {
    id: row.id,
    code: row.code,
    campaignId: row.campaign_id,
    campaignName: row.campaign_name,
    discount: describeDiscount(discount.parse(row.discount)),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    ...endOf(expiresAt, row.campaign_valid_for_ms),
  };
}
