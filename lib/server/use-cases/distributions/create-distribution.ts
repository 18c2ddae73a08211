import { v7 as uuid } from "uuid";
import type { DistributionSetup } from "@/lib/domain/distribution/setup";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { saveDistribution } from "@/lib/server/db/distributions/save-distribution";
import { transaction } from "@/lib/server/db/pool";
import { auditDistribution } from "./audit-distribution";
import { type DistributionAnswer, distributionAnswer } from "./distribution-answer";
import { findDistributionOrFail } from "./find-distribution-or-fail";

/** Begins a distribution as a draft. */
export async function createDistribution(
  { actor, body }: { actor: Actor; body: { name: string; setup: DistributionSetup } },
  clock = systemClock,
): Promise<DistributionAnswer> {
  authorise(actor, "flows:write");
  const { workspaceId } = actor;
  const id = uuid();
  return await transaction(async (client) => {
    await saveDistribution(client, { id, workspaceId, ...body, flowId: null }, clock());
    await auditDistribution(client, actor, "created", { id, name: body.name }, clock());
    return distributionAnswer(await findDistributionOrFail(client, workspaceId, id));
  });
}
