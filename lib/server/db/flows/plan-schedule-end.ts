import type { FlowDocument } from "@/lib/domain/flow/document";
import type { Queryable } from "@/lib/server/db/pool";

/** Plans the job that lets those inside leave at the moment a version's schedule ends, where it is set so; in the caller's transaction. */
export async function planScheduleEnd(
  queryable: Queryable,
  versionId: string,
  { settings: { schedule } }: FlowDocument,
): Promise<void> {
  if (schedule.atEnd !== "exit" || schedule.until === null) return;
  await queryable.query(
    `SELECT FROM graphile_worker.add_job('end_schedules', '{}'::json, run_at => $1::timestamptz, job_key => $2)`,
    [schedule.until, `end_schedules:${versionId}`],
  );
}
