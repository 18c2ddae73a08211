import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";

/** Deletes a draft that was never launched; one that was keeps its customers' history and can only be archived. */
export async function deleteFlow(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "flows:write");
  await transaction(async (client) => {
    const flow = await findFlowOrFail(client, actor.workspaceId, params.id, { lock: true });
    if (flow.launched_at)
      throw new DomainError(
        "conflict",
        "This flow was launched: customers' timelines name it. Stop it and archive it instead.",
      );
    await client.query(`DELETE FROM flow_revision WHERE flow_id = $1`, [flow.id]);
    await client.query(`DELETE FROM flow WHERE id = $1 AND workspace_id = $2`, [flow.id, actor.workspaceId]);
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "flow.deleted",
      objectType: "flow",
      objectId: flow.id,
      detail: { name: flow.name },
      at: clock(),
    });
  });
}
