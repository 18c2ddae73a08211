import type { ResponseOf } from "@/lib/contracts/contract";
import type { updateTemplateContract } from "@/lib/contracts/templates";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { findTemplate } from "@/lib/server/db/templates/find-template";
import { flowsUsingTemplate } from "@/lib/server/db/templates/flows-using-template";
import { nameTaken } from "./create-template";
import { detailOf } from "./template-answer";

type Call = { actor: Actor; params: { id: string }; body: { name?: string; archived?: boolean } };

/**
 * Renames a template, archives it or brings it back.
 * @throws DomainError locked with the flows, while a live or paused one sends it
 */
export async function updateTemplate(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof updateTemplateContract>> {
  authorise(actor, "templates:write");
  return await transaction(async (client) => {
    const row = await findTemplate(client, actor.workspaceId, params.id, { lock: true });
    if (!row) throw notFound("template");
    if (body.archived && !row.archived_at) {
      const live = (await flowsUsingTemplate(client, actor.workspaceId, row.id)).filter((flow) => flow.live);
      if (live.length > 0) throw inUse(live);
    }
    const archivedAt = body.archived === undefined ? row.archived_at : body.archived ? clock() : null;
    await client
      .query(`UPDATE template SET name = $3, archived_at = $4 WHERE workspace_id = $1 AND id = $2`, [
        actor.workspaceId,
        params.id,
        body.name ?? row.name,
        archivedAt,
      ])
      .catch((error: { code?: string }) => {
        throw error.code === "23505" ? nameTaken(body.name ?? "") : error;
      });
    const after = await findTemplate(client, actor.workspaceId, params.id);
    return await detailOf(client, actor.workspaceId, after!);
  });
}

function inUse(flows: readonly { id: string; name: string; status: string }[]): DomainError {
  const names = flows.map(({ name }) => `"${name}"`).join(", ");
  return new DomainError("locked", `This template is sent by ${names}.`, {
    issues: flows.map(({ name }) => ({
      path: "archived",
      message: `"${name}" sends it`,
      fix: "Choose another template in that flow and launch it, or stop the flow.",
    })),
    extra: { flows },
  });
}
