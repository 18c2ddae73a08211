import type { Queryable } from "@/lib/server/db/pool";

/** One code with whom it was given to. */
export type ExportedCode = {
  id: string;
  code: string;
  email: string | null;
  external_id: string | null;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  customer_id: string | null;
  published_at: Date | null;
  expires_at: Date | null;
  quantity: number | null;
  redeemed_quantity: number;
  created_at: Date;
};

const PAGE = 2_000;

/** Every code of a campaign, oldest first, a page at a time, so that a campaign of any size takes the same memory. */
export async function* exportCodes(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
): AsyncGenerator<ExportedCode[]> {
  let last: ExportedCode | undefined;
  for (;;) {
    const { rows } = await queryable.query<ExportedCode>({
      name: "export-codes",
      text: SQL,
      values: [workspaceId, campaignId, last?.created_at ?? new Date(0), last?.id ?? NO_ID, PAGE],
    });
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

const NO_ID = "00000000-0000-0000-0000-000000000000";

const SQL = `
SELECT v.id, v.code, v.customer_id, v.published_at, v.expires_at, v.quantity, v.redeemed_quantity, v.created_at,
  cu.email, cu.external_id, cu.first_name, cu.last_name, cu.phone
FROM voucher v
LEFT JOIN customer cu ON cu.shard = ('x' || right(v.customer_id::text, 2))::bit(8)::int % 64 AND cu.id = v.customer_id
WHERE v.workspace_id = $1 AND v.campaign_id = $2 AND (v.created_at, v.id) > ($3, $4::uuid)
ORDER BY v.created_at, v.id LIMIT $5`;
