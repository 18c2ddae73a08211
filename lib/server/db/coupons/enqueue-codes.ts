import type { Queryable } from "@/lib/server/db/pool";

/** Adds the job that makes a lot of codes, in the caller's transaction: it exists if and only if that commits. */
export async function enqueueCodes(queryable: Queryable, batchId: string): Promise<void> {
  await queryable.query(`SELECT FROM graphile_worker.add_job('generate_codes', $1::json, job_key => $2)`, [
    JSON.stringify({ batchId }),
    `generate_codes:${batchId}`,
  ]);
}
