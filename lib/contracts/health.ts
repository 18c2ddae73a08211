import { z } from "zod";
import { contract } from "./contract";

export const getHealthContract = contract({
  method: "GET",
  path: "/api/health",
  summary: "Whether the product works: the database answers, and the engine keeps up",
  tag: "Operations",
  access: "public",
  response: z.object({
    /** ok: all is well. behind: the oldest accepted event has waited longer than a minute. down: the database does not answer. */
    status: z.enum(["ok", "behind", "down"]),
    database: z.enum(["ok", "down"]),
    /**
     * Whether entered = active + completed + exited + failed, and converted <= entered, in every flow version: "holds", or what breaks. At
     * most a minute old. "unknown" while the database does not answer.
     */
    invariant: z.string(),
    worker: z.object({
      /** Seconds the oldest unhandled event, or the most overdue timer, has waited; 0 when nothing waits. */
      lagSeconds: z.number(),
      /** Events accepted and not yet handled, counted up to 10,000 a shard. */
      pendingEvents: z.number(),
      /** Runs whose time has come and that were not handled yet, counted up to 10,000 a shard. */
      dueRuns: z.number(),
      /** Worker processes that told of themselves in the last 45 seconds, on all machines. */
      running: z.number(),
    }),
  }),
});

export const healthContracts = [getHealthContract];
