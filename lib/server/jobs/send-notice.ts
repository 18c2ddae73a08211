import type pg from "pg";
import { z } from "zod";
import { escapeHtml } from "@/lib/server/channels/liquid";
import { openStored } from "@/lib/server/channels/open-stored";
import { CHANNELS } from "@/lib/server/channels/registry";
import { loadSenders } from "@/lib/server/db/channels/load-senders";
import { log } from "@/lib/server/log";

const payloadShape = z.object({
  id: z.string(),
  workspaceId: z.uuid(),
  to: z.string(),
  subject: z.string(),
  paragraphs: z.array(z.string()),
});

/**
 * Mails one member of a workspace through its usual e-mail connection. Where there is none, or the provider refuses, the log says so: a notice is
 * no reason to fail for ever. @throws Error when the provider certainly does not have it, so that the queue tries again
 */
export async function sendNotice(payload: unknown, { pool }: { pool: pg.Pool }): Promise<void> {
  const { id, workspaceId, to, subject, paragraphs } = payloadShape.parse(payload);
  const stored = (await loadSenders(pool, [workspaceId], [])).find(({ channel }) => channel === "email");
  const connection = stored && openStored(stored);
  if (!connection) {
    log().warn({ workspaceId, subject }, "nobody was mailed: the workspace has no e-mail connection");
    return;
  }
  const html = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n");
  const text = paragraphs.join("\n\n");
  const message = { id, to, subject, html, text, headers: {} };
  const result = await CHANNELS[connection.provider].send(message, connection);
  if (result.kind === "retry") throw new Error(`The provider did not take the notice: ${result.reason}`);
  if (result.kind !== "accepted")
    log().warn({ workspaceId, subject, reason: result.reason }, "a notice was not sent");
}
