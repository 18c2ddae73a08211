import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { publishFlowContract } from "@/lib/contracts/flow-launches";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { launchDraft } from "./launch-draft";

type Body = z.output<NonNullable<(typeof publishFlowContract)["body"]>>;
type Call = { actor: Actor; params: { id: string }; body: Pick<Body, "revision"> & Partial<Body> };

/**
 * Launches a draft as an immutable version. Who enters from now on walks through it; who is inside finishes on their own version, or is
 * moved as the plan says. A paused flow stays paused. Launching what is live already makes no new version.
 * @throws DomainError not_launchable with the problems while an error stands (S4-23), revision_conflict, invalid_input for a plan that
 * does not fit
 */
export async function publishFlow(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof publishFlowContract>> {
  authorise(actor, "flows:launch");
  return await transaction((client) => launchDraft(client, actor, { id: params.id, ...body }, clock()));
}
