import type { ResponseOf } from "@/lib/contracts/contract";
import type { publishFlowContract } from "@/lib/contracts/flows";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { launchDraft } from "./launch-draft";

type Call = { actor: Actor; params: { id: string }; body: { revision: number } };

/**
 * Launches a draft as an immutable version. Who enters from now on walks through it; who is inside finishes on their own version. A
 * paused flow stays paused. Launching what is live already changes nothing.
 * @throws DomainError not_launchable with the problems while an error stands (S4-23), revision_conflict
 */
export async function publishFlow(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof publishFlowContract>> {
  authorise(actor, "flows:launch");
  return await transaction((client) =>
    launchDraft(client, actor, { id: params.id, revision: body.revision }, clock()),
  );
}
