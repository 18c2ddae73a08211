import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { publicId } from "@/lib/server/compat/ids";
import { insertAction } from "@/lib/server/db/coupons/async-actions";
import type { Queryable } from "@/lib/server/db/pool";

/** Notes an action that clients may ask about afterwards. `batchId` names the lot of codes that it makes, if it does. */
export async function noteDone(
  queryable: Queryable,
  actor: Actor,
  type: string,
  requestId: string,
  { batchId = null, done = 1 }: { batchId?: string | null; done?: number } = {},
): Promise<{ async_action_id: string }> {
  const id = uuid();
  await insertAction(
    queryable,
    {
      id,
      workspaceId: actor.workspaceId,
      type,
      requestId,
      batchId,
      result: { done_count: done, failed_count: 0 },
    },
    systemClock(),
  );
  return { async_action_id: publicId("aa", id) };
}
