import {
  distributionEventName,
  type MessageResult,
  type MessageResultProperties,
  resultEventName,
} from "@/lib/domain/message/sent-event";
import { findDistributionsOf } from "@/lib/server/db/distributions/find-distributions-of";
import { appendEvents, type NewEvent } from "@/lib/server/db/events/append-events";
import { appendQuietly } from "@/lib/server/db/events/append-quietly";
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
  results: readonly Report[],
  now: Date,
): Promise<number> {
  const events = results.map((one) => eventOf(one, shard, now));
  const accepted = await appendEvents(queryable, events);
  const fresh = results.filter((_, index) => accepted.has(events[index]!.messageId));
  await appendEvents(queryable, await distributionEvents(queryable, shard, fresh, now));
  return accepted.size;
}

/** Puts what was sent onto the log where nobody waits for it; of a webhook's call the message itself tells. */
export async function noteSent(
  queryable: Queryable,
  shard: number,
  results: readonly Report[],
  now: Date,
): Promise<void> {
  const named = results.filter(({ delivery }) => delivery.channel !== "webhook");
  const events = named.map((one) => eventOf(one, shard, now));
  await appendQuietly(queryable, [...events, ...(await distributionEvents(queryable, shard, named, now))]);
}

type Report = { delivery: Reported; result: MessageResult; reason: string | null };

function eventOf({ delivery, result, reason }: Report, shard: number, now: Date): NewEvent {
  return {
    shard,
    workspaceId: delivery.workspaceId,
    customerId: delivery.customerId,
    name: resultEventName(delivery.channel, result),
    messageId: `message:${delivery.id}:${result}`,
    properties: properties(delivery, result, reason),
    occurredAt: now,
    acceptedAt: now,
    source: "engine",
  };
}

/** Of a flow that a distribution became, the log tells the same by the distribution's name. */
async function distributionEvents(
  queryable: Queryable,
  shard: number,
  results: readonly Report[],
  now: Date,
): Promise<NewEvent[]> {
  const named = results.flatMap(({ delivery, result }) => {
    const name = distributionEventName(delivery.channel, result);
    return name ? [{ delivery, name }] : [];
  });
  if (named.length === 0) return [];
  const distributions = await findDistributionsOf(
    queryable,
    named.map(({ delivery }) => delivery.flowId),
  );
  return named.flatMap(({ delivery, name }) => {
    const distributionId = distributions.get(delivery.flowId);
    if (!distributionId) return [];
    const { id, workspaceId, customerId, flowId } = delivery;
    const properties = { distributionId, flowId, messageId: id };
    const messageId = `message:${id}:${name}`;
    return [
      {
        shard,
        workspaceId,
        customerId,
        name,
        messageId,
        properties,
        occurredAt: now,
        acceptedAt: now,
        source: "engine",
      },
    ];
  });
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
