import { z } from "zod";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

/** One customer's passage through a flow version. Money in minor units. */
export const runSummary = z.object({
  id: z.uuid(),
  flowId: z.uuid(),
  flowName: z.string(),
  version: z.number(),
  status: z.enum(["active", "completed", "converted", "exited", "failed"]),
  stepId: z.string(),
  stepName: z.string(),
  /** Why it stands where it stands, or why it ended, in words. */
  reason: z.string().nullable(),
  /** When it goes on by itself; null when only an event moves it. */
  wakeAt: z.string().nullable(),
  /** Whether POST /api/v1/runs/{id}/skip-wait would move it on now. */
  canSkip: z.boolean(),
  /** Why not, in a sentence; null when it would. */
  skipRefusal: z.string().nullable(),
  enteredAt: z.string(),
  endedAt: z.string().nullable(),
  convertedAt: z.string().nullable(),
  conversionRule: z.string().nullable(),
  revenue: z.number().nullable(),
  currency: z.string().nullable(),
});

const runParams = z.object({ id: z.uuid() });

export const getRunContract = contract({
  method: "GET",
  path: "/api/v1/runs/{id}",
  summary: "Show a run: where it stands and why, and what it carries.",
  tag: "Runs",
  access: "read",
  params: runParams,
  response: runSummary.extend({
    customerId: z.uuid(),
    trigger: z.object({
      name: z.string(),
      occurredAt: z.string(),
      properties: z.record(z.string(), z.unknown()),
    }),
    vouchers: z.array(z.object({ code: z.string(), discount: z.string(), expiresAt: z.string().nullable() })),
  }),
});

export const skipWaitContract = contract({
  method: "POST",
  path: "/api/v1/runs/{id}/skip-wait",
  summary:
    "Let a waiting run go on now, as if its time had come. Asking twice for the same wait skips it once.",
  tag: "Runs",
  access: "runs:write",
  params: runParams,
  response: z.object({ runId: z.uuid(), stepId: z.string(), accepted: z.literal(true) }),
  status: 202,
});

export const retryRunContract = contract({
  method: "POST",
  path: "/api/v1/runs/{id}/retry",
  summary: "Put a failed run back to the step it failed at and let it go on. Asking twice does it once.",
  tag: "Runs",
  access: "runs:write",
  params: runParams,
  response: z.object({
    runId: z.uuid(),
    status: z.enum(["active", "completed", "converted", "exited", "failed"]),
  }),
});

const person = z.object({
  customerId: z.uuid(),
  externalId: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  name: z.string().nullable(),
  run: runSummary,
});

/** What somebody can be found by: where they stand, how they left, what was counted on them. Of a flow, `completed` are those who went through without converting, `earned` those whom the flow won: by its code, its link or its message. */
export const PEOPLE_STATE =
  /^(entered|waiting|converted|converted:(?:code|click|delivered|goal)|earned|left:[\w-]{1,64}|ended:.{1,120}|outcome:.{1,120}|active|completed|exited:.{1,120}|failed)$/;

export const listPeopleContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/people",
  summary:
    "The people behind a number: who waits at a step, left it by a port, was skipped there, or is in the flow at all.",
  tag: "Runs",
  access: "read",
  params: z.object({ id: z.uuid() }),
  query: pageQuery.extend({
    /** Left out: the flow as a whole. */
    step: z.string().min(1).max(64).optional(),
    state: z
      .string()
      .regex(
        PEOPLE_STATE,
        "Write entered, waiting, converted, converted:<rule>, earned, left:<port>, ended:<reason>, outcome:<outcome>, active, completed, exited:<reason> or failed.",
      )
      .default("entered"),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: pageOf(person),
});

export const runContracts = [getRunContract, skipWaitContract, retryRunContract, listPeopleContract];
