import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { getTemplateContract, templateSummary } from "@/lib/contracts/templates";
import type { TemplateProblem } from "@/lib/domain/message/template";
import { checkTemplate } from "@/lib/server/channels/check-template";
import { compileTemplate } from "@/lib/server/channels/compile-template";
import { loadSendingWorkspaces } from "@/lib/server/db/messages/load-sending-workspaces";
import type { Queryable } from "@/lib/server/db/pool";
import { flowsUsingTemplate } from "@/lib/server/db/templates/flows-using-template";
import { type TemplateRow, templateStatus } from "@/lib/server/db/templates/template-row";

/** A template as lists answer it. */
export function summaryOf(row: TemplateRow, usedIn: number): z.output<typeof templateSummary> {
  return {
    id: row.id,
    name: row.name,
    channel: row.channel,
    subject: row.draft.channel === "email" ? row.draft.subject : row.draft.text.slice(0, 200),
    status: templateStatus(row),
    version: row.version_number,
    usedIn,
    archived: row.archived_at !== null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** A template in full: with what is wrong with its draft, and who sends it. */
export async function detailOf(
  queryable: Queryable,
  workspaceId: string,
  row: TemplateRow,
): Promise<ResponseOf<typeof getTemplateContract>> {
  const usage = await flowsUsingTemplate(queryable, workspaceId, row.id);
  const workspace = (await loadSendingWorkspaces(queryable, [workspaceId])).get(workspaceId);
  return {
    ...summaryOf(row, usage.length),
    revision: row.revision,
    draft: row.draft,
    publishedAt: row.published_at?.toISOString() ?? null,
    problems: await problemsOf(row.draft, workspace?.settings.brand.shopUrl ?? ""),
    usage,
    brandColor: workspace?.settings.brand.color ?? "#c2410c",
  };
}

/** What is wrong with a draft of a shop with this address, or "". */
export async function problemsOf(draft: TemplateRow["draft"], shopUrl: string): Promise<TemplateProblem[]> {
  return checkTemplate(draft, await compileTemplate(draft), shopUrl);
}
