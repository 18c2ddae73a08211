import { z } from "zod";
import { contract } from "./contract";

const flowParams = z.object({ id: z.uuid() });
const counts = z.record(z.string(), z.number());

/** Money in minor units of `currency`. */
const money = z.object({ currency: z.string(), amount: z.number() });

const step = z.object({
  stepId: z.string(),
  entered: z.number(),
  /** Brought here, or taken from here, by a launch that moved everybody to another version. */
  movedIn: z.number(),
  movedOut: z.number(),
  /** Now, whatever the time range. */
  waiting: z.number(),
  ports: counts,
  ended: counts,
  outcomes: counts,
  converted: z.number(),
  /** Minor units of the workspace's currency */
  revenue: z.number(),
});

export const flowPerformanceContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/performance",
  summary: "What happened in a flow, step by step, from its counters; `active` and `waiting` are of now.",
  tag: "Performance",
  access: "read",
  params: flowParams,
  query: z
    .object({
      /** From this hour on; all time when left out. */
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
      /** Number of one version; all of them when left out. */
      version: z.coerce.number().int().min(1).optional(),
    })
    .refine(({ from, to }) => !from || !to || from < to, {
      path: ["to"],
      message: "This ends before it begins.",
    }),
  response: z.object({
    entered: z.number(),
    /** Brought into the versions shown, or taken from them, by launches that moved everybody. */
    movedIn: z.number(),
    movedOut: z.number(),
    active: z.number(),
    completed: z.number(),
    converted: z.number(),
    convertedBy: z.record(z.string(), z.object({ count: z.number(), revenue: z.number() })),
    exited: counts,
    failed: z.number(),
    refused: counts,
    revenue: z.array(money),
    /** converted / entered, 0 to 1; null before anybody entered. */
    conversionRate: z.number().nullable(),
    steps: z.array(step),
    /** Stages of the busiest way; each is at most as large as the one before. */
    funnel: z.array(
      z.object({
        stepId: z.string().nullable(),
        what: z.enum(["entered", "reached", "sent", "opened", "clicked", "converted"]),
        label: z.string(),
        count: z.number(),
      }),
    ),
    series: z.object({
      unit: z.enum(["hour", "day"]),
      points: z.array(
        z.object({
          at: z.string(),
          entered: z.number(),
          completed: z.number(),
          converted: z.number(),
          exited: z.number(),
          revenue: z.number(),
        }),
      ),
    }),
    /** Whether the all-time counters of all versions add up; `problems` says where not. */
    consistent: z.boolean(),
    problems: z.array(z.string()),
    at: z.string(),
  }),
});

/** The drawing that the numbers stand on. */
export const flowMapContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/performance/map",
  summary: "The steps and edges of a published version, in words, and the versions there are.",
  tag: "Performance",
  access: "read",
  params: flowParams,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: z.object({
    flow: z.object({
      id: z.uuid(),
      name: z.string(),
      status: z.string(),
      launchedAt: z.string().nullable(),
      demo: z.boolean(),
    }),
    currency: z.string(),
    timeZone: z.string(),
    /** Null before the first launch. */
    version: z.number().nullable(),
    versions: z.array(z.object({ number: z.number(), publishedAt: z.string() })),
    steps: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        category: z.string().nullable(),
        name: z.string(),
        detail: z.string(),
        config: z.record(z.string(), z.unknown()),
        position: z.object({ x: z.number(), y: z.number() }),
        ports: z.array(z.object({ id: z.string(), label: z.string() })),
      }),
    ),
    edges: z.array(z.object({ id: z.string(), from: z.string(), port: z.string(), to: z.string() })),
  }),
});

export const performanceContracts = [flowPerformanceContract, flowMapContract];
