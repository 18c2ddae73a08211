import { flowOf } from "@/lib/domain/distribution/flow-of";
import { distributionSetup, missingFrom } from "@/lib/domain/distribution/setup";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { saveDistribution } from "@/lib/server/db/distributions/save-distribution";
import { transaction } from "@/lib/server/db/pool";
import { launchDraft } from "@/lib/server/use-cases/flows/launch-draft";
import { makeFlow } from "@/lib/server/use-cases/flows/make-flow";
import { auditDistribution } from "./audit-distribution";
import { type DistributionAnswer, distributionAnswer } from "./distribution-answer";
import { findDistributionOrFail } from "./find-distribution-or-fail";

/**
 * Sets a distribution live: makes its flow and launches it, both or neither. Doing so twice changes nothing.
 * @throws DomainError invalid_input with what is missing, not_launchable with what stands in the flow's way
 */
export async function launchDistribution(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<DistributionAnswer> {
  authorise(actor, "flows:launch");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    const row = await findDistributionOrFail(client, workspaceId, params.id, { lock: true });
    if (row.flow_id) return distributionAnswer(row);
    const setup = distributionSetup.parse(row.setup);
    const issues = missingFrom(setup);
    if (issues.length > 0)
      throw new DomainError("invalid_input", "Something is missing before this can go live.", { issues });
    const document = flowOf(setup);
    const origin = { distribution: row.id };
    const flow = await makeFlow(client, actor, { name: row.name, document, origin }, clock());
    await launchDraft(client, actor, { id: flow.id, revision: flow.revision }, clock());
    await saveDistribution(
      client,
      { id: row.id, workspaceId, name: row.name, setup, flowId: flow.id },
      clock(),
    );
    await auditDistribution(client, actor, "launched", row, clock());
    return distributionAnswer(await findDistributionOrFail(client, workspaceId, row.id));
  });
}
