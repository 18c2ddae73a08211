import { shardOfValue } from "@/lib/domain/shard";
import { column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** Makes the place in which a transaction notes the codes of a file that it only looks at; it is gone, with the room it took, when the transaction ends. */
export async function beginTrial(queryable: Queryable): Promise<void> {
  await queryable.query(`CREATE TEMP TABLE tried_code (code text PRIMARY KEY) ON COMMIT DROP`);
}

/** Notes codes of a file, and says which of them are neither in the workspace nor noted before. */
export async function tryCodes(
  queryable: Queryable,
  workspaceId: string,
  codes: readonly string[],
): Promise<Set<string>> {
  const { rows } = await queryable.query<{ code: string }>({
    // The table is another one in each transaction, so that nothing of the statement could be kept.
    text: `WITH noted AS (
             INSERT INTO tried_code (code) SELECT w.code FROM unnest($2::text[]) AS w (code) ON CONFLICT DO NOTHING RETURNING code
           )
           SELECT w.code FROM unnest($1::smallint[], $2::text[]) AS w (shard, code) JOIN noted ON noted.code = w.code
           WHERE NOT EXISTS (SELECT FROM voucher v WHERE v.shard = w.shard AND v.workspace_id = $3 AND v.code = w.code)`,
    values: [column(codes.map(shardOfValue)), column(codes), workspaceId],
  });
  return new Set(rows.map(({ code }) => code));
}
