import type { z } from "zod";
import type { messageSummary } from "@/lib/contracts/messages";
import { MESSAGE_REASONS, reasonCode } from "@/lib/domain/message/status";
import type { ListedMessage } from "@/lib/server/db/messages/list-messages";
import type { FlowWords } from "@/lib/server/db/performance/load-flow-words";

/** A message as lists answer it. `words`: of its flow's version, when it is still there. */
export function summaryOf(row: ListedMessage, words: FlowWords | undefined): z.output<typeof messageSummary> {
  const name = [row.first_name, row.last_name].filter(Boolean).join(" ");
  return {
    id: row.id,
    customer: {
      id: row.customer_id,
      externalId: row.external_id,
      name: name || row.email || row.phone || row.external_id || "Erased customer",
    },
    channel: row.channel,
    status: row.status,
    reason: reasonOf(row.reason),
    to: row.recipient,
    subject: row.subject,
    flow: { id: row.flow_id, name: row.flow_name ?? "Deleted flow" },
    step: { id: row.step_id, name: words?.steps.get(row.step_id)?.name ?? row.step_id },
    demo: row.demo,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  };
}

type ReasonWords = { label: string; words: string; about?: string };

/** A stored reason, `code` or `code:the provider's words`, as a sentence. */
export function reasonOf(stored: string | null): z.output<typeof messageSummary>["reason"] {
  if (!stored) return null;
  const code = reasonCode(stored);
  if (!code) return { code: stored, label: stored.replaceAll("_", " "), words: stored.replaceAll("_", " ") };
  const { label, words, about = words }: ReasonWords = MESSAGE_REASONS[code];
  const detail = stored.slice(code.length + 1).trim();
  const clause = detail ? about : words;
  const sentence = `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
  return { code, label, words: detail ? `${sentence}: ${detail}` : `${sentence}.` };
}
