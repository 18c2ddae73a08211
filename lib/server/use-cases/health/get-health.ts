import type { ResponseOf } from "@/lib/contracts/contract";
import type { getHealthContract } from "@/lib/contracts/health";
import type { Clock } from "@/lib/server/clock";
import { readWorkers } from "@/lib/server/db/engine/read-workers";
import { type Backlog, readBacklog } from "@/lib/server/db/health/read-backlog";
import { log } from "@/lib/server/log";
import { invariantWords } from "./invariant";

/** An engine that is this far behind is said to be behind. */
const BEHIND_SECONDS = 60;

/** Whether the database answers and how far the engine is behind. Public: it tells nothing about anybody. */
export async function getHealth(clock: Clock): Promise<ResponseOf<typeof getHealthContract>> {
  let backlog: Backlog;
  let running: number;
  let invariant: string;
  try {
    const now = clock();
    [backlog, running, invariant] = await Promise.all([
      readBacklog(now),
      readWorkers(now).then((workers) => workers.length),
      invariantWords(now.getTime()),
    ]);
  } catch (error) {
    log().error({ err: error }, "the database does not answer");
    return {
      status: "down",
      database: "down",
      invariant: "unknown",
      worker: { lagSeconds: 0, pendingEvents: 0, dueRuns: 0, running: 0 },
    };
  }
  return {
    status: backlog.lagSeconds > BEHIND_SECONDS ? "behind" : "ok",
    database: "ok",
    invariant,
    worker: { ...backlog, running },
  };
}
