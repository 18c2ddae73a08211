import { z } from "zod";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";
import { runSummary } from "./runs";

export const getEngineContract = contract({
  method: "GET",
  path: "/api/v1/engine",
  summary: "How the engine is doing: what waits in each shard, its workers and what they do now",
  tag: "Operations",
  access: "runs:write",
  response: z.object({
    at: z.string(),
    /** Seconds that the oldest waiting event or timer has waited. */
    lagSeconds: z.number(),
    /** "holds" when the counts of every flow version add up, else what breaks. At most a minute old. */
    invariant: z.string(),
    /** Of the whole installation; counted up to 10,000 a shard. */
    shards: z.array(
      z.object({ shard: z.number(), pending: z.number(), due: z.number(), lagSeconds: z.number() }),
    ),
    /** Newest last; the last one is still going on. */
    minutes: z.array(
      z.object({
        minute: z.string(),
        batches: z.number(),
        events: z.number(),
        timers: z.number(),
        entered: z.number(),
        messages: z.number(),
      }),
    ),
    /** Worker processes that told of themselves in the last 45 seconds. */
    workers: z.array(
      z.object({
        id: z.uuid(),
        host: z.string(),
        pid: z.number(),
        startedAt: z.string(),
        seenAt: z.string(),
        batches: z.number(),
        /** Mean time of a batch, ms. */
        batchMs: z.number().nullable(),
        failures: z.number(),
        residentBytes: z.number(),
      }),
    ),
    /** Of this workspace: live flows that were busy for a week and let nobody in for a day. */
    silentFlows: z.array(
      z.object({ id: z.uuid(), name: z.string(), perDay: z.number(), lastEntryAt: z.string() }),
    ),
  }),
});

const failedRun = runSummary.extend({
  customer: z.object({
    id: z.uuid(),
    externalId: z.string().nullable(),
    email: z.string().nullable(),
    name: z.string().nullable(),
  }),
});

export const listFailedRunsContract = contract({
  method: "GET",
  path: "/api/v1/engine/failed-runs",
  summary: "Runs that failed, newest first, with the reason",
  tag: "Operations",
  access: "runs:write",
  query: pageQuery,
  response: pageOf(failedRun),
});

export const listSetAsideContract = contract({
  method: "GET",
  path: "/api/v1/engine/set-aside",
  summary: "Accepted events that the engine could not handle and put aside, newest first, with the reason",
  tag: "Operations",
  access: "runs:write",
  query: pageQuery,
  response: pageOf(
    z.object({
      id: z.number(),
      eventId: z.number(),
      name: z.string(),
      customerId: z.uuid(),
      reason: z.string(),
      at: z.string(),
      properties: z.unknown(),
    }),
  ),
});

export const replaySetAsideContract = contract({
  method: "POST",
  path: "/api/v1/engine/replay",
  summary:
    "Give events that were put aside to the engine again. Each is handled once, however often this is called.",
  tag: "Operations",
  access: "runs:write",
  body: z.object({ ids: z.array(z.number().int().positive()).min(1).max(500) }),
  response: z.object({ replayed: z.number() }),
});

export const checkEngineContract = contract({
  method: "GET",
  path: "/api/v1/engine/invariant",
  summary:
    "Count everybody inside anew, and say where that is not what the counters say. Looks at every active run.",
  tag: "Operations",
  access: "runs:write",
  response: z.object({
    at: z.string(),
    holds: z.boolean(),
    /** Of this workspace's flows. */
    problems: z.array(
      z.object({
        flowId: z.uuid(),
        flowName: z.string(),
        version: z.number(),
        stepId: z.string(),
        /** As the counters have it */
        counted: z.number(),
        /** Runs that stand there */
        standing: z.number(),
      }),
    ),
  }),
});

export const engineContracts = [
  getEngineContract,
  checkEngineContract,
  listFailedRunsContract,
  listSetAsideContract,
  replaySetAsideContract,
];
