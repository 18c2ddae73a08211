import { isDeepStrictEqual } from "node:util";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { saveTemplateDraftContract } from "@/lib/contracts/templates";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { TemplateDraft } from "@/lib/domain/message/template";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { loadSendingWorkspaces } from "@/lib/server/db/messages/load-sending-workspaces";
import { pool, transaction } from "@/lib/server/db/pool";
import { findTemplate } from "@/lib/server/db/templates/find-template";
import { templateStatus } from "@/lib/server/db/templates/template-row";
import { nameTaken } from "./create-template";
import { problemsOf } from "./template-answer";

type Call = {
  actor: Actor;
  params: { id: string };
  body: { revision: number; draft: TemplateDraft; name?: string };
};

/**
 * Saves the draft, finished or not. Saving what is there already changes nothing, so that a repeated autosave is no new revision.
 * @throws DomainError revision_conflict when somebody saved since the revision that this one was made from
 */
export async function saveTemplateDraft(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof saveTemplateDraftContract>> {
  authorise(actor, "templates:write");
  const workspace = (await loadSendingWorkspaces(pool(), [actor.workspaceId])).get(actor.workspaceId);
  const problems = await problemsOf(body.draft, workspace?.settings.brand.shopUrl ?? "");
  return await transaction(async (client) => {
    const row = await findTemplate(client, actor.workspaceId, params.id, { lock: true });
    if (!row) throw notFound("template");
    if (row.archived_at) throw archived();
    if (body.draft.channel !== row.channel) throw otherChannel(row.channel);
    const same = isDeepStrictEqual(row.draft, body.draft) && (body.name ?? row.name) === row.name;
    if (same) {
      return {
        revision: row.revision,
        updatedAt: row.updated_at.toISOString(),
        status: templateStatus(row),
        problems,
      };
    }
    if (body.revision !== row.revision) {
      throw new DomainError(
        "revision_conflict",
        "Somebody else has saved this template since you opened it.",
        {
          extra: { revision: row.revision, savedAt: row.updated_at.toISOString() },
        },
      );
    }
    const now = clock();
    const saved = await client
      .query<{ revision: number }>(
        `UPDATE template SET draft = $3, name = $4, revision = revision + 1, updated_at = $5
         WHERE workspace_id = $1 AND id = $2 RETURNING revision`,
        [actor.workspaceId, params.id, JSON.stringify(body.draft), body.name ?? row.name, now],
      )
      .catch((error: { code?: string }) => {
        throw error.code === "23505" ? nameTaken(body.name ?? "") : error;
      });
    return {
      revision: saved.rows[0]!.revision,
      updatedAt: now.toISOString(),
      status: templateStatus({ updated_at: now, published_at: row.published_at }),
      problems,
    };
  });
}

/** The refusal of a change to an archived template. */
export function archived(): DomainError {
  return new DomainError("conflict", "This template is archived. Bring it back to change it.");
}

function otherChannel(channel: string): DomainError {
  return new DomainError("invalid_input", `This is a template for ${channel}.`, {
    issues: [{ path: "draft.channel", message: `must stay ${channel}` }],
  });
}
