import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { type DistributionAnswer, distributionAnswer } from "./distribution-answer";
import { findDistributionOrFail } from "./find-distribution-or-fail";

/** One distribution with its numbers. @throws DomainError not_found */
export async function getDistribution({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<DistributionAnswer> {
  authorise(actor, "read");
  return distributionAnswer(await findDistributionOrFail(pool(), actor.workspaceId, params.id));
}
