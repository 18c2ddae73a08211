import type pg from "pg";
import { flowOf } from "@/lib/domain/distribution/flow-of";
import {
  type DistributionSetup,
  distributionSetup,
  missingFrom,
  reachesMembers,
} from "@/lib/domain/distribution/setup";
import { DomainError } from "@/lib/domain/errors";
import { SHARD_COUNT } from "@/lib/domain/shard";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { enqueueInvites, saveInvites } from "@/lib/server/db/distributions/invites";
import { saveDistribution } from "@/lib/server/db/distributions/save-distribution";
import { transaction } from "@/lib/server/db/pool";
import { findTemplate } from "@/lib/server/db/templates/find-template";
import { templateStatus } from "@/lib/server/db/templates/template-row";
import { launchDraft } from "@/lib/server/use-cases/flows/launch-draft";
import { makeFlow } from "@/lib/server/use-cases/flows/make-flow";
import { findSegmentOrFail } from "@/lib/server/use-cases/segments/find-segment-or-fail";
import { publishDraft } from "@/lib/server/use-cases/templates/publish-draft";
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
    await publishWhatIsWritten(client, actor, setup, clock());
    const document = flowOf(row.id, setup);
    const origin = { distribution: row.id };
    const flow = await makeFlow(client, actor, { name: row.name, document, origin }, clock());
    await launchDraft(client, actor, { id: flow.id, revision: flow.revision }, clock());
    await saveDistribution(
      client,
      { id: row.id, workspaceId, name: row.name, setup, flowId: flow.id },
      clock(),
    );
    await inviteLater(client, workspaceId, row.id, setup);
    await auditDistribution(client, actor, "launched", row, clock());
    return distributionAnswer(await findDistributionOrFail(client, workspaceId, row.id));
  });
}

/** The review shows the message as it is written, so that is what goes out, also where it was changed after it was last published. */
async function publishWhatIsWritten(
  client: pg.PoolClient,
  actor: Actor,
  { channel, templateId }: DistributionSetup,
  now: Date,
): Promise<void> {
  if (channel === "webhook" || templateId === null) return;
  const row = await findTemplate(client, actor.workspaceId, templateId, { lock: true });
  if (!row || row.archived_at || templateStatus(row) !== "changed") return;
  authorise(actor, "templates:write");
  await publishDraft(client, actor, row, now);
}

/** Lets members enter by a job of their own: there may be a great many. @throws DomainError conflict while the segment is being filled */
async function inviteLater(
  client: pg.PoolClient,
  workspaceId: string,
  id: string,
  setup: DistributionSetup,
): Promise<void> {
  const { audience } = setup;
  if (audience.kind !== "segment" || audience.segmentId === null || !reachesMembers(setup)) return;
  const segment = await findSegmentOrFail(client, workspaceId, audience.segmentId);
  if (segment.built_shards < SHARD_COUNT)
    throw new DomainError("conflict", `“${segment.name}” is still being filled. Try again in a moment.`);
  const invites = { segmentId: segment.id, wanted: segment.members, reached: 0, after: null, done: false };
  await saveInvites(client, id, invites);
  await enqueueInvites(client, id);
}
