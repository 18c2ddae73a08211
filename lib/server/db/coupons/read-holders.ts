import type { Queryable } from "@/lib/server/db/pool";

/** Who has these codes, by the code's id; those that nobody has are not in it. */
export async function readHolders(
  queryable: Queryable,
  workspaceId: string,
  voucherIds: readonly string[],
): Promise<Map<string, string>> {
  if (voucherIds.length === 0) return new Map();
  const { rows } = await queryable.query<{ id: string; customer_id: string }>(
    `SELECT id, customer_id FROM voucher WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND customer_id IS NOT NULL`,
    [workspaceId, voucherIds],
  );
  return new Map(rows.map(({ id, customer_id }) => [id, customer_id]));
}
