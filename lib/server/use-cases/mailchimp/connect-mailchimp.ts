import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { connectMailchimpContract, mailchimpSettings } from "@/lib/contracts/mailchimp";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { findMailchimp, saveMailchimp } from "@/lib/server/db/mailchimp/mailchimp-connection";
import { transaction } from "@/lib/server/db/pool";
import { encrypt } from "@/lib/server/secrets";
import { mailchimpAnswer } from "./mailchimp-answer";

/** Connects a Mailchimp audience, or changes it; a key that is left out stays. @throws DomainError invalid_input where there is none yet */
export async function connectMailchimp(
  { actor, body }: { actor: Actor; body: z.output<typeof mailchimpSettings> },
  clock = systemClock,
): Promise<ResponseOf<typeof connectMailchimpContract>> {
  authorise(actor, "channels:write");
  const { workspaceId } = actor;
  const { apiKey, ...settings } = body;
  return await transaction(async (client) => {
    const before = await findMailchimp(client, workspaceId);
    const secret = apiKey ? encrypt(apiKey) : before?.secret;
    if (!secret)
      throw new DomainError("invalid_input", "The API key is missing.", {
        issues: [{ path: "apiKey", message: "The API key is missing.", fix: "Paste it from Mailchimp." }],
      });
    await saveMailchimp(client, workspaceId, { ...settings, secret }, clock());
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: before ? "mailchimp.changed" : "mailchimp.connected",
      objectType: "mailchimp",
      objectId: workspaceId,
      detail: { listId: settings.listId },
      at: clock(),
    });
    return mailchimpAnswer({ ...settings, secret });
  });
}
