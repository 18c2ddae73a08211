import type { ResponseOf } from "@/lib/contracts/contract";
import type { getTemplateContract } from "@/lib/contracts/templates";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { findTemplate } from "@/lib/server/db/templates/find-template";
import { detailOf } from "./template-answer";

/** One template with its draft, its problems and the flows that send it. */
export async function getTemplate({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getTemplateContract>> {
  authorise(actor, "read");
  const row = await findTemplate(pool(), actor.workspaceId, params.id);
  if (!row) throw notFound("template");
  return await detailOf(pool(), actor.workspaceId, row);
}
