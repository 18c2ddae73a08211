import { cartOf } from "@/lib/domain/flow/entry";
import type { Run } from "@/lib/domain/flow/run";
import { shardOf } from "@/lib/domain/shard";
import { runIdOf } from "./ids";
import type { PendingEvent } from "./read-work";

type Entering = Pick<Run, "flowId" | "versionId" | "stepId" | "customerId" | "correlation">;

/** The run that an event starts, at its trigger. `now` in epoch ms. */
export function newRun(event: PendingEvent, entering: Entering, now: number): Run {
  const { flowId, versionId, stepId, customerId, correlation } = entering;
  // Every property by name: an object that is spread and then grown by twenty costs the engine twenty times as much.
  return {
    flowId,
    versionId,
    stepId,
    customerId,
    correlation,
    id: runIdOf(flowId, event.id, shardOf(customerId)),
    workspaceId: event.workspaceId,
    status: "active",
    wakeAt: null,
    parkedWakeAt: null,
    stepEnteredAt: now,
    enteredAt: now,
    endedAt: null,
    endReason: null,
    triggerEventId: event.id,
    visit: 0,
    context: {
      event: {
        id: event.id,
        name: event.name,
        properties: event.properties,
        occurredAt: new Date(event.occurredAt).toISOString(),
      },
      cart: cartOf(event),
      vouchers: [],
    },
    convertedAt: null,
    conversionRule: null,
    revenue: null,
    currency: null,
    postCompletion: false,
  };
}
