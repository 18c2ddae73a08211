import { v7 } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { duplicateTemplateContract } from "@/lib/contracts/templates";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { findTemplate } from "@/lib/server/db/templates/find-template";
import { insertTemplate } from "@/lib/server/db/templates/insert-template";
import { nameTaken } from "./create-template";
import { detailOf } from "./template-answer";

type Call = { actor: Actor; params: { id: string }; body: { name?: string } };

/** Copies a template's draft into a new, unpublished one: under the given name, or the first free "… copy". */
export async function duplicateTemplate(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof duplicateTemplateContract>> {
  authorise(actor, "templates:write");
  const row = await findTemplate(pool(), actor.workspaceId, params.id);
  if (!row) throw notFound("template");
  const base = row.name.slice(0, 105);
  const names = body.name
    ? [body.name]
    : Array.from({ length: 50 }, (_, index) => `${base} copy${index === 0 ? "" : ` ${index + 1}`}`);
  for (const name of names) {
    const id = v7();
    const template = { id, workspaceId: actor.workspaceId, name, draft: row.draft, now: clock() };
    if (!(await insertTemplate(pool(), template))) continue;
    const copy = await findTemplate(pool(), actor.workspaceId, id);
    return await detailOf(pool(), actor.workspaceId, copy!);
  }
  throw nameTaken(names[0]!);
}
