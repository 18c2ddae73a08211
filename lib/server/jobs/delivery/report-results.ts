import {
  type MessageResult,
  type MessageResultProperties,
  resultEventName,
} from "@/lib/domain/message/sent-event";
import { appendEvents } from "@/lib/server/db/events/append-events";
import type { Queryable } from "@/lib/server/db/pool";

/** Whose message, for its report. */
export type Reported = {
  id: string;
  workspaceId: string;
  customerId: string;
  flowId: string;
  versionId: string;
  runId: string;
  stepId: string;
  channel: MessageResultProperties["channel"];
};

/**
 * Puts results on the event log, from where the engine counts them. A result of a message is accepted once, however often it is told.
 * @returns how many were new
 */
export async function reportResults(
  queryable: Queryable,
  shard: number,
  results: readonly { delivery: Reported; result: MessageResult; reason: string | null }[],
  now: Date,
): Promise<number> {
  const accepted = await appendEvents(
    queryable,
    results.map(({ delivery, result, reason }) => ({
      shard,
      workspaceId: delivery.workspaceId,
      customerId: delivery.customerId,
      name: resultEventName(delivery.channel, result),
      messageId: `message:${delivery.id}:${result}`,
      properties: properties(delivery, result, reason),
      occurredAt: now,
      acceptedAt: now,
      source: "engine",
    })),
  );
  return accepted.size;
}

function properties(
  delivery: Reported,
  result: MessageResult,
  reason: string | null,
): MessageResultProperties {
  return {
    messageId: delivery.id,
    runId: delivery.runId,
    flowId: delivery.flowId,
    versionId: delivery.versionId,
    stepId: delivery.stepId,
    channel: delivery.channel,
    result,
    // Only the code: it is counted, and the provider's words are on the message.
    ...(reason ? { reason: reason.split(":", 1)[0] } : {}),
  };
}
