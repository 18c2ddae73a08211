import type { compatListActions } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listActions as readActions } from "@/lib/server/db/coupons/async-actions";
import { pool } from "@/lib/server/db/pool";
import { actionShape } from "./action-shape";

/** The newest actions that were done apart from their requests. */
export async function listActions(
  { actor, query }: CompatCall<typeof compatListActions>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "read");
  const rows = await readActions(pool(), actor.workspaceId, query.limit + 1);
  const shapes = rows.slice(0, query.limit).map((row) => actionShape(row, clock()));
  const body = {
    object: "list",
    data_ref: "async_actions",
    async_actions: shapes,
    has_more: rows.length > query.limit,
  };
  return { status: 200, body };
}
