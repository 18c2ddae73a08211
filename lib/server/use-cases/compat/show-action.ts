import type { compatGetAction } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { findAction } from "@/lib/server/db/coupons/async-actions";
import { pool } from "@/lib/server/db/pool";
import { actionShape } from "./action-shape";

/** One action with how far it is. */
export async function showAction(
  { actor, params }: CompatCall<typeof compatGetAction>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "read");
  const id = uuidOf("aa", params.id);
  const row = id && (await findAction(pool(), actor.workspaceId, id));
  if (!row)
    throw new CompatError("not_found", `There is no action ${params.id}.`, {
      id: params.id,
      type: "async_action",
    });
  return { status: 200, body: actionShape(row, clock()) };
}
