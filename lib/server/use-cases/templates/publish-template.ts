import type { ResponseOf } from "@/lib/contracts/contract";
import type { publishTemplateContract } from "@/lib/contracts/templates";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { findTemplate } from "@/lib/server/db/templates/find-template";
import { publishDraft } from "./publish-draft";
import { archived } from "./save-template-draft";
import { detailOf } from "./template-answer";

type Call = { actor: Actor; params: { id: string }; body: { revision: number } };

/**
 * Compiles the draft into a new, immutable version, which flows send from now on. Messages already made keep theirs.
 * @throws DomainError not_launchable with every error, its place and how to mend it; revision_conflict when another draft was saved
 */
export async function publishTemplate(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof publishTemplateContract>> {
  authorise(actor, "templates:write");
  return await transaction(async (client) => {
    const row = await findTemplate(client, actor.workspaceId, params.id, { lock: true });
    if (!row) throw notFound("template");
    if (row.archived_at) throw archived();
    if (row.revision !== body.revision) {
      throw new DomainError(
        "revision_conflict",
        "Somebody else has saved this template since you opened it.",
        {
          extra: { revision: row.revision, savedAt: row.updated_at.toISOString() },
        },
      );
    }
    await publishDraft(client, actor, row, clock());
    const published = await findTemplate(client, actor.workspaceId, params.id);
    return await detailOf(client, actor.workspaceId, published!);
  });
}
