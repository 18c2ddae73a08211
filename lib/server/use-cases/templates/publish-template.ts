import { v7 } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { publishTemplateContract } from "@/lib/contracts/templates";
import { DomainError, type Issue, notFound } from "@/lib/domain/errors";
import type { TemplateProblem } from "@/lib/domain/message/template";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { checkTemplate } from "@/lib/server/channels/check-template";
import { compileTemplate } from "@/lib/server/channels/compile-template";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { findTemplate } from "@/lib/server/db/templates/find-template";
import { insertVersion } from "@/lib/server/db/templates/insert-version";
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
    const source = await compileTemplate(row.draft);
    const errors = checkTemplate(row.draft, source, "").filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw notPublishable(errors);
    await insertVersion(client, {
      id: v7(),
      templateId: row.id,
      workspaceId: actor.workspaceId,
      source,
      createdBy: actor.id,
      now: clock(),
    });
    const published = await findTemplate(client, actor.workspaceId, params.id);
    return await detailOf(client, actor.workspaceId, published!);
  });
}

function notPublishable(errors: readonly TemplateProblem[]): DomainError {
  const count = errors.length === 1 ? "one thing" : `${errors.length} things`;
  return new DomainError("not_launchable", `The template is not published: ${count} must be mended first.`, {
    issues: errors.map(issueOf),
    extra: { problems: errors },
  });
}

function issueOf({ part, block, line, message, fix }: TemplateProblem): Issue {
  const place = part === "block" ? (block === null ? "document" : `blocks[${block}]`) : part;
  return { path: place, message: line > 1 ? `Line ${line}: ${message}` : message, fix };
}
