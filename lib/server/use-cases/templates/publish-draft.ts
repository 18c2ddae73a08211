import { v7 } from "uuid";
import { DomainError, type Issue } from "@/lib/domain/errors";
import type { TemplateProblem } from "@/lib/domain/message/template";
import type { Actor } from "@/lib/server/auth/actor";
import { checkTemplate } from "@/lib/server/channels/check-template";
import { compileTemplate } from "@/lib/server/channels/compile-template";
import type { Queryable } from "@/lib/server/db/pool";
import { insertVersion } from "@/lib/server/db/templates/insert-version";
import type { TemplateRow } from "@/lib/server/db/templates/template-row";

/**
 * Compiles a template's draft into its next version inside the caller's transaction, which holds the row's lock.
 * @throws DomainError not_launchable with every error, its place and how to mend it
 */
export async function publishDraft(
  client: Queryable,
  actor: Actor,
  row: TemplateRow,
  now: Date,
): Promise<void> {
  const source = await compileTemplate(row.draft);
  const errors = checkTemplate(row.draft, source, "").filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw notPublishable(errors);
  await insertVersion(client, {
    id: v7(),
    templateId: row.id,
    workspaceId: actor.workspaceId,
    source,
    createdBy: actor.id,
    now,
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
