import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listTemplatesContract } from "@/lib/contracts/templates";
import type { TemplateChannel } from "@/lib/domain/message/template";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { listTemplates as readTemplates } from "@/lib/server/db/templates/list-templates";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { summaryOf } from "./template-answer";

type Call = {
  actor: Actor;
  query: { cursor?: string; limit: number; channel?: TemplateChannel; search?: string; archived: boolean };
};

/** A page of templates, the last changed first. */
export async function listTemplates({
  actor,
  query,
}: Call): Promise<ResponseOf<typeof listTemplatesContract>> {
  authorise(actor, "read");
  const after = decodeCursor(query.cursor, z.object({ updatedAt: z.iso.datetime(), id: z.uuid() }));
  const rows = await readTemplates(pool(), {
    workspaceId: actor.workspaceId,
    channel: query.channel ?? null,
    search: query.search || null,
    archived: query.archived,
    after,
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => summaryOf(row, row.used_in)),
    nextCursor:
      rows.length > query.limit && last
        ? encodeCursor({ updatedAt: last.updated_at.toISOString(), id: last.id })
        : null,
  };
}
