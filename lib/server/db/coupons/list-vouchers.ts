import type { Queryable } from "@/lib/server/db/pool";
import type { Position } from "./list-campaign-rows";

/** One code of a campaign with whom it was given to. */
export type ListedVoucher = {
  id: string;
  code: string;
  active: boolean;
  customer_id: string | null;
  customer_name: string | null;
  run_id: string | null;
  published_at: Date | null;
  starts_at: Date | null;
  expires_at: Date | null;
  quantity: number | null;
  redeemed_quantity: number;
  created_at: Date;
};

export type VoucherFilter = {
  campaignId: string;
  /** Only this very code. */
  code?: { shard: number; text: string };
  /** Only codes of these customers. */
  customerIds?: readonly string[];
  state?: "free" | "given" | "used";
  /** Few of the campaign's codes are in that state: they are found by their gifts or uses, and not by going through all codes. */
  isRare?: boolean;
  /** The moment that it is asked at; codes that have expired by then are free no more. */
  now: Date;
  /** The campaign has ended, and with it every free code that has no end of its own. */
  isOver: boolean;
  after: Position | null;
  limit: number;
};

/**
 * Codes of a campaign, newest first, from after a position. A search asks for whole values, each found by an index of its own, so that
 * a campaign of millions answers as fast as one of ten.
 */
export async function listVouchers(
  queryable: Queryable,
  workspaceId: string,
  filter: VoucherFilter,
): Promise<ListedVoucher[]> {
  const { rows } = await queryable.query<ListedVoucher>(
    `SELECT v.id, v.code, v.active, v.customer_id, v.run_id, v.published_at, v.starts_at, v.expires_at, v.quantity,
            v.redeemed_quantity, v.created_at,
            coalesce(nullif(concat_ws(' ', cu.first_name, cu.last_name), ''), cu.email, cu.external_id, cu.phone) AS customer_name
     FROM voucher v LEFT JOIN customer cu ON cu.shard = ('x' || right(v.customer_id::text, 2))::bit(8)::int % 64 AND cu.id = v.customer_id
     WHERE v.campaign_id = $1 AND v.workspace_id = $2
       ${filter.code ? "AND v.shard = $5 AND v.code = $6" : "AND $5::smallint IS NULL AND $6::text IS NULL"}
       ${filter.customerIds ? "AND v.customer_id = ANY ($7::uuid[])" : "AND $7::uuid[] IS NULL"}
       ${filter.state === "free" && filter.isOver ? FREE_AFTER_END : (filter.isRare ? RARE : STATES)[filter.state ?? "any"]}
       ${filter.state === "free" ? "" : "AND $9::timestamptz IS NOT NULL"}
       ${filter.after ? "AND (v.created_at, v.id) < ($3::timestamptz, $4::uuid)" : "AND $3::timestamptz IS NULL AND $4::uuid IS NULL"}
     ORDER BY v.created_at DESC, v.id DESC LIMIT $8`,
    [
      filter.campaignId,
      workspaceId,
      filter.after?.at ?? null,
      filter.after?.id ?? null,
      filter.code?.shard ?? null,
      filter.code?.text ?? null,
      filter.customerIds ?? null,
      filter.limit,
      filter.now,
    ],
  );
  return rows;
}

const UNTOUCHED = "AND v.customer_id IS NULL AND v.active AND v.redeemed_quantity = 0";
// Few codes have an end of their own, and those have an index.
const FREE_AFTER_END = `${UNTOUCHED} AND v.expires_at > $9::timestamptz`;
const STATES = {
  any: "",
  free: `${UNTOUCHED} AND (v.expires_at IS NULL OR v.expires_at > $9::timestamptz)`,
  given: "AND v.customer_id IS NOT NULL",
  used: "AND v.redeemed_quantity > 0",
};

// Written so that no index serves the state: else PostgreSQL, which cannot know how many ids there are, goes through all customers' codes instead.
const by = (table: "publication" | "redemption", state: string) =>
  `AND v.id = ANY (ARRAY(SELECT t.voucher_id FROM ${table} t WHERE t.campaign_id = $1)) AND ${state}`;
const RARE = {
  ...STATES,
  given: by("publication", "(v.customer_id IS NULL) IS FALSE"),
  used: by("redemption", "v.redeemed_quantity > 0"),
};
