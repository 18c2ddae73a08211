import { type DistributionSetup, distributionSetup } from "@/lib/domain/distribution/setup";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { saveDistribution } from "@/lib/server/db/distributions/save-distribution";
import { transaction } from "@/lib/server/db/pool";
import { type DistributionAnswer, distributionAnswer } from "./distribution-answer";
import { findDistributionOrFail } from "./find-distribution-or-fail";

type Call = { actor: Actor; params: { id: string }; body: { name?: string; setup?: DistributionSetup } };

/** Changes a draft. @throws DomainError conflict once it is live */
export async function updateDistribution(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<DistributionAnswer> {
  authorise(actor, "flows:write");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    const row = await findDistributionOrFail(client, workspaceId, params.id, { lock: true });
    if (row.flow_id)
      throw new DomainError(
        "conflict",
        "This distribution went live. Change its flow on the canvas instead.",
      );
    const { name = row.name, setup = distributionSetup.parse(row.setup) } = body;
    await saveDistribution(client, { id: row.id, workspaceId, name, setup, flowId: null }, clock());
    return distributionAnswer(await findDistributionOrFail(client, workspaceId, row.id));
  });
}
