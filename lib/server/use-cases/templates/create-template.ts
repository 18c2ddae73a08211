import { v7 } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { createTemplateContract } from "@/lib/contracts/templates";
import { DomainError } from "@/lib/domain/errors";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";
import { emptyDraft, type TemplateChannel, type TemplateDraft } from "@/lib/domain/message/template";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { compileTemplate } from "@/lib/server/channels/compile-template";
import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { findTemplate } from "@/lib/server/db/templates/find-template";
import { insertTemplate } from "@/lib/server/db/templates/insert-template";
import { detailOf } from "./template-answer";

type Body = { name: string; channel: TemplateChannel; starter?: string; draft?: TemplateDraft };

/** Creates an unpublished template. @throws DomainError conflict when the name is taken, invalid_input for a draft of another channel */
export async function createTemplate(
  { actor, body }: { actor: Actor; body: Body },
  clock = systemClock,
): Promise<ResponseOf<typeof createTemplateContract>> {
  authorise(actor, "templates:write");
  const draft = draftOf(body);
  await compileTemplate(draft); // refuses a document the editor could not open
  const id = v7();
  const made = await insertTemplate(pool(), {
    id,
    workspaceId: actor.workspaceId,
    name: body.name,
    draft,
    now: clock(),
  });
  if (!made) throw nameTaken(body.name);
  const row = await findTemplate(pool(), actor.workspaceId, id);
  return await detailOf(pool(), actor.workspaceId, row!);
}

function draftOf({ channel, starter, draft }: Body): TemplateDraft {
  if (draft) {
    if (draft.channel === channel) return draft;
    throw new DomainError("invalid_input", "The draft is for another channel.", {
      issues: [
        { path: "draft.channel", message: `not ${channel}`, fix: `Write "${channel}", or change channel.` },
      ],
    });
  }
  if (!starter) return emptyDraft(channel);
  const found = STARTER_TEMPLATES.find((one) => one.key === starter && one.draft.channel === channel);
  if (found) return found.draft;
  const known = STARTER_TEMPLATES.filter((one) => one.draft.channel === channel).map(({ key }) => key);
  throw new DomainError("invalid_input", `There is no starter "${starter}" for ${channel}.`, {
    issues: [
      { path: "starter", message: "unknown", fix: `Use one of ${known.join(", ")}, or leave it out.` },
    ],
  });
}

/** The refusal of a second template with the same name. */
export function nameTaken(name: string): DomainError {
  return new DomainError("conflict", `There is already a template named "${name}".`, {
    issues: [{ path: "name", message: "taken", fix: "Choose another name." }],
  });
}
