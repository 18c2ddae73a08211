import type { ResponseOf } from "@/lib/contracts/contract";
import type { checkEngineContract } from "@/lib/contracts/engine";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { findMiscounts } from "@/lib/server/db/health/find-miscounts";
import { pool } from "@/lib/server/db/pool";

/** Counts those inside this workspace's flows anew and compares: promise 7, asked of the runs themselves. */
export async function checkEngine(
  { actor }: { actor: Actor },
  clock = systemClock,
): Promise<ResponseOf<typeof checkEngineContract>> {
  authorise(actor, "runs:write");
  const problems = await findMiscounts(pool(), actor.workspaceId);
  return { at: clock().toISOString(), holds: problems.length === 0, problems };
}
