import type { Queryable } from "@/lib/server/db/pool";

/** Messages of one shard to be delivered from a moment on. */
export type PlannedDelivery = { shard: number; ids: readonly string[]; runAt: Date };

/** Most messages in one job. */
export const PER_JOB = 50;

/** Adds the jobs that deliver these messages, in the caller's transaction: they exist if and only if it commits. */
export async function enqueueDeliveries(
  queryable: Queryable,
  planned: readonly PlannedDelivery[],
): Promise<void> {
  const specs = planned.flatMap(({ shard, ids, runAt }) =>
    chunks(ids).map((some) => ({
      identifier: "deliver_messages",
      payload: { shard, ids: some },
      run_at: runAt.toISOString(),
    })),
  );
  if (specs.length === 0) return;
  await queryable.query({ name: "enqueue-deliveries", text: SQL, values: [JSON.stringify(specs)] });
}

function chunks(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let start = 0; start < ids.length; start += PER_JOB) parts.push(ids.slice(start, start + PER_JOB));
  return parts;
}

const SQL = `
SELECT FROM graphile_worker.add_jobs(ARRAY(
  SELECT json_populate_record(NULL::graphile_worker.job_spec, spec) FROM json_array_elements($1::json) AS spec))`;
