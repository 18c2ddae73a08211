import type { Task, TaskList } from "graphile-worker";
import { systemClock } from "@/lib/server/clock";
import { resumeForgotten } from "@/lib/server/db/coupons/pause-giving";
import { pool } from "@/lib/server/db/pool";
import { span } from "@/lib/server/tracing/span";
import { buildSegment } from "./build-segment";
import { cleanUp } from "./clean-up";
import { endSchedules } from "./end-schedules";
import { exportList } from "./export-list";
import { generateCodes } from "./generate-codes";
import { inviteMembers } from "./invite-members";
import { keepMonths } from "./keep-months";
import { exportMailchimp } from "./mailchimp/export-mailchimp";
import { moveRunsOn } from "./move-runs";
import { refreshSegments } from "./refresh-segments";
import { sendNotice } from "./send-notice";
import { sweepMoves } from "./sweep-moves";
import { watchPools } from "./watch-pools";

/** Every kind of job, by its name in the queue. One line each. */
const JOBS: TaskList = {
  build_segment: (payload) => buildSegment(payload, { pool: pool(), clock: systemClock }),
  clean_up: async () => await cleanUp({ pool: pool(), clock: systemClock }),
  end_schedules: async () => void (await endSchedules({ pool: pool(), clock: systemClock })),
  export_list: (payload) => exportList(payload, { pool: pool(), clock: systemClock }),
  export_mailchimp: (payload, { job }) =>
    exportMailchimp(payload, { pool: pool(), clock: systemClock, last: job.attempts >= job.max_attempts }),
  generate_codes: (payload) => generateCodes(payload, { pool: pool(), clock: systemClock }),
  invite_members: (payload) => inviteMembers(payload, { pool: pool(), clock: systemClock }),
  move_runs: (payload) => moveRunsOn(payload, { pool: pool(), clock: systemClock }),
  keep_months: async () => await keepMonths({ pool: pool(), clock: systemClock }),
  refresh_segments: (payload) => refreshSegments(payload, { pool: pool(), clock: systemClock }),
  resume_giving: async () => await resumeForgotten(pool(), systemClock()),
  send_notice: (payload) => sendNotice(payload, { pool: pool() }),
  sweep_moves: async () => void (await sweepMoves({ pool: pool(), clock: systemClock })),
  watch_pools: async () => void (await watchPools({ pool: pool(), clock: systemClock })),
};

/** The same jobs, each told of to the collector. */
export const TASKS: TaskList = Object.fromEntries(
  Object.entries(JOBS).map(([name, task]): [string, Task] => [
    name,
    async (payload, helpers) => {
      const attributes = { "cartograph.job": name, "cartograph.job.attempt": helpers.job.attempts };
      return await span({ name: `job ${name}`, attributes }, async () => await task?.(payload, helpers));
    },
  ]),
);

/** What runs by the clock, in graphile-worker's crontab format. One line each. */
export const CRONTAB = [
  "* * * * * sweep_moves ?max=1",
  "* * * * * end_schedules ?max=1",
  "*/5 * * * * watch_pools ?max=1",
  "*/5 * * * * resume_giving ?max=1",
  "7 * * * * clean_up ?max=1",
  "23 0 * * * keep_months ?max=3",
].join("\n");
