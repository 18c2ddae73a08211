import type { Queryable } from "@/lib/server/db/pool";

/** Writes one line for each topic's opt-outs where there are several: their sum, so that counting stays short. */
export async function foldOptOuts(queryable: Queryable): Promise<void> {
  await queryable.query(
    `WITH several AS (
       SELECT workspace_id, key FROM topic_opt_out GROUP BY workspace_id, key HAVING count(*) > 1
     ), gone AS (
       DELETE FROM topic_opt_out o USING several s WHERE o.workspace_id = s.workspace_id AND o.key = s.key
       RETURNING o.workspace_id, o.key, o.change
     )
     INSERT INTO topic_opt_out (workspace_id, key, change)
     SELECT workspace_id, key, sum(change) FROM gone GROUP BY workspace_id, key HAVING sum(change) <> 0`,
  );
}
