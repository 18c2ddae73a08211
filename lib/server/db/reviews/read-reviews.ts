import type { Cart } from "@/lib/domain/message/context";
import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

export type ReviewStatus = "pending" | "approved" | "refused" | "expired" | "withdrawn";

export type ReviewRow = {
  id: string;
  status: ReviewStatus;
  cause: "condition" | "capped";
  reason: string;
  customer_id: string;
  external_id: string | null;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  campaign_id: string;
  campaign_name: string | null;
  discount: unknown;
  flow_id: string;
  flow_name: string | null;
  flow_status: string | null;
  version_id: string;
  step_id: string;
  visit: number;
  run_id: string;
  cart: Cart | null;
  /** Discounts given before, the latest first. */
  incentives: { campaignId: string; code: string; discount: unknown; recovery: boolean; givenAt: string }[];
  created_at: Date;
  expires_at: Date;
  decided_by_name: string | null;
  decided_at: Date | null;
  note: string | null;
  settled_at: Date | null;
  result: string | null;
  result_reason: string | null;
};

export type ReviewFilter = {
  workspaceId: string;
  status: ReviewStatus | "settled";
  customer: { shard: number; id: string } | null;
  flowId: string | null;
  after: { at: string; id: string } | null;
  limit: number;
};

/** Reviews: those that wait by their time limit, all others by when they were settled, the latest first. */
export async function listReviews(queryable: Queryable, filter: ReviewFilter): Promise<ReviewRow[]> {
  const values: unknown[] = [filter.workspaceId, filter.limit];
  const where = ["r.workspace_id = $1"];
  const place = (value: unknown) => `$${values.push(value)}`;
  const waits = filter.status === "pending";
  // Said as the partial indexes say it.
  where.push(waits ? "r.status = 'pending'" : "r.settled_at IS NOT NULL");
  if (!waits && filter.status !== "settled") where.push(`r.status = ${place(filter.status)}`);
  if (filter.customer)
    where.push(`r.shard = ${place(filter.customer.shard)} AND r.customer_id = ${place(filter.customer.id)}`);
  if (filter.flowId) where.push(`r.flow_id = ${place(filter.flowId)}`);
  const order = waits ? "r.expires_at, r.id" : "r.settled_at DESC, r.id";
  if (filter.after) {
    const [at, id] = [place(filter.after.at), place(filter.after.id)];
    where.push(
      waits
        ? `(r.expires_at, r.id) > (${at}::timestamptz, ${id}::uuid)`
        : `r.settled_at <= ${at}::timestamptz AND (r.settled_at < ${at}::timestamptz OR r.id > ${id}::uuid)`,
    );
  }
  const { rows } = await queryable.query<ReviewRow>(
    `SELECT ${COLUMNS} FROM (SELECT * FROM incentive_review r WHERE ${where.join(" AND ")} ORDER BY ${order} LIMIT $2) r ${JOINS} ORDER BY ${order}`,
    values,
  );
  return rows;
}

/** One review of this workspace; null when there is none. Its id tells its shard. */
export async function readReview(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<ReviewRow | null> {
  const { rows } = await queryable.query<ReviewRow>(
    `SELECT ${COLUMNS} FROM incentive_review r ${JOINS} WHERE r.shard = $1 AND r.id = $2 AND r.workspace_id = $3`,
    [shardOf(id), id, workspaceId],
  );
  return rows[0] ?? null;
}

const MOST_COUNTED = 1000;

/** How many wait, counted up to a thousand. */
export async function countPendingReviews(queryable: Queryable, workspaceId: string): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM incentive_review WHERE workspace_id = $1 AND status = 'pending' LIMIT ${MOST_COUNTED}) r`,
    [workspaceId],
  );
  return rows[0]?.count ?? 0;
}

const COLUMNS = `r.id, r.status, r.cause, r.reason, r.customer_id, c.external_id, c.email, c.phone, c.first_name, c.last_name, r.campaign_id,
  a.name AS campaign_name, a.discount, r.flow_id, f.name AS flow_name, f.status AS flow_status, r.version_id, r.step_id, r.visit, r.run_id, r.cart,
  r.incentives, r.created_at, r.expires_at, r.decided_by_name, r.decided_at, r.note, r.settled_at, r.result, r.result_reason`;
const JOINS = `LEFT JOIN customer c ON c.shard = r.shard AND c.id = r.customer_id LEFT JOIN flow f ON f.id = r.flow_id
  LEFT JOIN campaign a ON a.id = r.campaign_id`;
