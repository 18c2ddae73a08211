import type { Queryable } from "@/lib/server/db/pool";

/** Adds the job that carries on a move to this version. Asked for twice before it runs, it is one job. */
export async function enqueueMove(queryable: Queryable, versionId: string): Promise<void> {
  await queryable.query(`SELECT FROM graphile_worker.add_job('move_runs', $1::json, job_key => $2)`, [
    JSON.stringify({ versionId }),
    `move_runs:${versionId}`,
  ]);
}
