import type { ResponseOf } from "@/lib/contracts/contract";
import type { getMessageContract } from "@/lib/contracts/messages";
import { notFound } from "@/lib/domain/errors";
import type { MessageResult } from "@/lib/domain/message/sent-event";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { unsubscribeHeaders } from "@/lib/server/channels/mail-headers";
import { renderPreview } from "@/lib/server/channels/render-message";
import { renderSettings } from "@/lib/server/channels/render-settings";
import { webhookRequest } from "@/lib/server/channels/webhook";
import { type FoundMessage, findMessage } from "@/lib/server/db/messages/find-message";
import { loadReports } from "@/lib/server/db/messages/load-reports";
import { loadSendRules } from "@/lib/server/db/messages/load-send-rules";
import { loadSendingWorkspaces } from "@/lib/server/db/messages/load-sending-workspaces";
import { loadTemplateVersions } from "@/lib/server/db/messages/load-template-versions";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";
import { readTopicNames } from "@/lib/server/db/topics/read-topic-names";
import { env } from "@/lib/server/env";
import { reasonOf, summaryOf } from "./message-answer";

type Answer = ResponseOf<typeof getMessageContract>;

/** A message as it was rendered, whose it is, and what became of it. */
export async function getMessage({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<Answer> {
  authorise(actor, "read");
  const row = await findMessage(pool(), actor.workspaceId, params.id);
  if (!row) throw notFound("message");
  const words = (await loadFlowWords(pool(), actor.workspaceId, [row.version_id])).get(row.version_id);
  const said = await render(actor.workspaceId, row);
  return {
    ...summaryOf(row, words),
    subject: row.subject ?? (said.subject || null),
    run: { id: row.run_id },
    marketing: row.marketing,
    topic: await topicOf(actor.workspaceId, row),
    attempts: row.attempts,
    html: said.html,
    text: said.text,
    headers: headersOf(row),
    vouchers: row.context.vouchers.map(({ id, code, discount, expiresAt }) => ({
      id,
      code,
      discount,
      expiresAt,
    })),
    request: row.context.webhook
      ? { method: row.context.webhook.method, url: row.recipient ?? row.context.webhook.url }
      : null,
    provider: providerOf(row),
    template:
      row.template_id && row.template_name && row.template_number !== null
        ? { id: row.template_id, name: row.template_name, version: row.template_number }
        : null,
    sendBefore: row.send_before?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    openedAt: row.opened_at?.toISOString() ?? null,
    clickedAt: row.clicked_at?.toISOString() ?? null,
    history: await historyOf(actor.workspaceId, row),
  };
}

async function render(workspaceId: string, row: FoundMessage) {
  const nothing = { subject: "", html: "", text: "" };
  const workspace = (await loadSendingWorkspaces(pool(), [workspaceId])).get(workspaceId);
  if (!workspace) return nothing;
  const settings = renderSettings(workspace, row.marketing);
  const { webhook, ...context } = row.context;
  const versions = row.template_version_id
    ? await loadTemplateVersions(pool(), [row.template_version_id])
    : null;
  const source = versions?.get(row.template_version_id ?? "");
  try {
    if (webhook)
      return { ...nothing, text: webhookRequest(webhook, context, { ...settings, unsubscribeUrl: "" }).body };
    return source ? renderPreview(source, row.context, settings, env().APP_URL) : nothing;
  } catch {
    // It failed for this very reason, which its history tells.
    return nothing;
  }
}

async function topicOf(workspaceId: string, row: FoundMessage): Promise<Answer["topic"]> {
  const rules = (await loadSendRules(pool(), [row.version_id])).get(row.version_id);
  const key = rules?.topics.get(row.step_id);
  if (key === undefined || !row.marketing) return null;
  return { key, name: (await readTopicNames(pool(), workspaceId))[key] ?? key };
}

function headersOf(row: FoundMessage): Answer["headers"] {
  if (row.channel !== "email" || !row.marketing) return [];
  const headers = unsubscribeHeaders(`${env().APP_URL}/u/…`);
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function providerOf(row: FoundMessage): Answer["provider"] {
  if (row.channel === "webhook") {
    return { connectionId: null, name: "Webhook", provider: "webhook", messageId: null };
  }
  if (!row.connection_id) return null;
  return {
    connectionId: row.connection_id,
    name: row.connection_name ?? "Removed connection",
    provider: row.provider ?? "removed",
    messageId: row.provider_message_id,
  };
}

const RESULT_WORDS: Record<MessageResult, string> = {
  sent: "Taken by the provider",
  skipped: "Held back",
  failed: "Failed",
  unknown: "Answer lost",
  delivered: "Delivered",
  bounced: "Bounced",
  opened: "Opened",
  clicked: "Link clicked",
};

async function historyOf(workspaceId: string, row: FoundMessage): Promise<Answer["history"]> {
  const reports = await loadReports(pool(), workspaceId, row.shard, {
    id: row.id,
    customerId: row.customer_id,
    createdAt: row.created_at,
  });
  const reason = reasonOf(row.reason)?.words ?? null;
  const ending = ["skipped", "failed", "unknown", "bounced"];
  return [
    { at: row.created_at.toISOString(), what: "Decided by the flow", detail: null },
    // What was sent is told by the message itself; the log has it only where a flow looks at it.
    ...(row.sent_at ? [{ at: row.sent_at.toISOString(), what: RESULT_WORDS.sent, detail: null }] : []),
    ...reports
      .filter(({ result }) => result !== "sent")
      .map(({ result, at }) => ({
        at: at.toISOString(),
        what: RESULT_WORDS[result],
        detail: ending.includes(result) ? reason : null,
      })),
  ];
}
