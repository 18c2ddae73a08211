import { z } from "zod";
import { discount } from "@/lib/domain/coupon/discount";
import { flowDocument, goalSetting } from "@/lib/domain/flow/document";
import { movePlan } from "@/lib/domain/flow/move";
import { portableFlow } from "@/lib/domain/flow/portable";
import { STARTER_IDS } from "@/lib/domain/flow/starters";
import { contract } from "./contract";
import { eventDefinition } from "./event-definitions";
import { pageOf, pageQuery } from "./paging";

const TAG = "Flows";
const flowParams = z.object({ id: z.uuid() });
const flowName = z.string().trim().min(1, "Give the flow a name.").max(120);
const revision = z.number().int().min(1);

export const FLOW_STATUSES = ["draft", "live", "paused", "stopped"] as const;
const status = z.enum(FLOW_STATUSES);
export type FlowStatus = z.output<typeof status>;

/** A drawing in which every id names one thing. */
const documentBody = flowDocument.superRefine((document, context) => {
  for (const part of ["steps", "edges"] as const) {
    const seen = new Set<string>();
    for (const [index, { id }] of document[part].entries()) {
      if (seen.has(id))
        context.addIssue({
          code: "custom",
          path: [part, index, "id"],
          message: `The id "${id}" is there twice.`,
        });
      seen.add(id);
    }
  }
});

const summary = z.object({
  id: z.uuid(),
  name: z.string(),
  status,
  archived: z.boolean(),
  entered: z.number(),
  converted: z.number(),
  /** Of the runs' orders, in minor units of the workspace's currency */
  revenue: z.number(),
  currency: z.string(),
  /** Event of the first trigger; null before one is chosen. */
  trigger: z.string().nullable(),
  steps: z.number(),
  /** Number of the live version; null when there is none. */
  version: z.number().nullable(),
  updatedAt: z.string(),
  launchedAt: z.string().nullable(),
  /** Set when a live flow that was busy for a week has let nobody in for a day: something upstream has probably stopped. */
  silent: z.object({ perDay: z.number(), lastEntryAt: z.string() }).nullable(),
});
export type FlowSummary = z.output<typeof summary>;

const detail = z.object({
  id: z.uuid(),
  name: z.string(),
  status,
  archived: z.boolean(),
  revision,
  document: flowDocument,
  savedBy: z.string().nullable(),
  savedAt: z.string(),
  /** What customers who enter now walk through; null before the first launch. */
  live: z
    .object({ versionId: z.uuid(), number: z.number(), publishedAt: z.string(), document: flowDocument })
    .nullable(),
  /** How many are inside now, over all versions. */
  inside: z.number(),
  launchedAt: z.string().nullable(),
  updatedAt: z.string(),
});
export type FlowDetail = z.output<typeof detail>;

const problem = z.object({
  severity: z.enum(["error", "warning"]),
  stepId: z.string().nullable(),
  /** Name of the step in words; null for the flow as a whole. */
  stepName: z.string().nullable(),
  path: z.string(),
  code: z.string(),
  message: z.string(),
  fix: z.string(),
});

const saved = z.object({ revision, savedAt: z.string() });

export const listFlowsContract = contract({
  method: "GET",
  path: "/api/v1/flows",
  summary: "List flows, the latest changed first, with what they brought.",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({
    search: z.string().trim().max(120).optional(),
    /** Left out: all that are not archived. */
    status: z.enum([...FLOW_STATUSES, "archived"]).optional(),
  }),
  response: pageOf(summary),
});

export const createFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows",
  summary: "Start a flow: empty, from a starter, or with a drawing.",
  tag: TAG,
  access: "flows:write",
  maxBody: 4_000_000,
  body: z
    .strictObject({
      name: flowName.optional(),
      starter: z
        .strictObject({
          id: z.enum(STARTER_IDS),
          parameters: z
            .strictObject({
              emailTemplateId: z.uuid(),
              smsTemplateId: z.uuid(),
              campaignId: z.uuid(),
              cartEvent: z.string().min(1).max(120),
              purchaseEvent: z.string().min(1).max(120),
            })
            .partial()
            .default({}),
        })
        .optional(),
      document: documentBody.optional(),
    })
    .refine(({ starter, document }) => !(starter && document), "Give a starter or a document, not both."),
  response: detail,
  status: 201,
});

export const getFlowContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}",
  summary: "Read a flow: its draft, and what is live.",
  tag: TAG,
  access: "read",
  params: flowParams,
  response: detail,
});

export const updateFlowContract = contract({
  method: "PATCH",
  path: "/api/v1/flows/{id}",
  summary: "Rename a flow, archive it or bring it back.",
  tag: TAG,
  access: "flows:write",
  params: flowParams,
  body: z.strictObject({ name: flowName.optional(), archived: z.boolean().optional() }),
  response: detail,
});

export const deleteFlowContract = contract({
  method: "DELETE",
  path: "/api/v1/flows/{id}",
  summary: "Delete a flow that was never launched.",
  tag: TAG,
  access: "flows:write",
  params: flowParams,
  response: z.undefined(),
  status: 204,
});

export const saveDraftContract = contract({
  method: "PUT",
  path: "/api/v1/flows/{id}/draft",
  summary: "Save the draft made from this revision; 409 revision_conflict when somebody saved a newer one.",
  tag: TAG,
  access: "flows:write",
  maxBody: 4_000_000,
  params: flowParams,
  body: z.strictObject({ revision, document: documentBody }),
  response: saved,
});

export const duplicateFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows/{id}/duplicate",
  summary: "Copy a flow's draft into a new flow.",
  tag: TAG,
  access: "flows:write",
  params: flowParams,
  body: z.strictObject({ name: flowName.optional() }),
  response: detail,
  status: 201,
});

export const exportFlowContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/export",
  summary: "The draft as a file for another workspace.",
  tag: TAG,
  access: "read",
  params: flowParams,
  response: portableFlow,
});

export const importFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows/import",
  summary: "Make a flow from an exported file; templates and campaigns are found again by id or name.",
  tag: TAG,
  access: "flows:write",
  maxBody: 4_000_000,
  body: portableFlow,
  response: z.object({
    flow: detail,
    /** What has to be chosen anew, in sentences. */
    notes: z.array(z.string()),
  }),
  status: 201,
});

export const listRevisionsContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/revisions",
  summary: "The latest saves of the draft, newest first.",
  tag: TAG,
  access: "read",
  params: flowParams,
  response: z.object({
    data: z.array(
      z.object({
        revision,
        savedBy: z.string().nullable(),
        savedAt: z.string(),
        steps: z.number(),
        /** In words, against the save before it. */
        change: z.string(),
      }),
    ),
  }),
});

export const restoreRevisionContract = contract({
  method: "POST",
  path: "/api/v1/flows/{id}/revisions/{revision}/restore",
  summary: "Save an earlier drawing again, as the newest revision.",
  tag: TAG,
  access: "flows:write",
  params: flowParams.extend({ revision: z.coerce.number().int().min(1) }),
  body: z.strictObject({
    /** The newest revision that the caller knows. */
    revision,
  }),
  response: saved.extend({ document: flowDocument }),
});

export const validateFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows/{id}/validate",
  summary: "Every problem of the draft, each with its step and how to mend it.",
  tag: TAG,
  access: "read",
  params: flowParams,
  response: z.object({ launchable: z.boolean(), revision, problems: z.array(problem) }),
});

export const flowChangesContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/changes",
  summary: "What a launch would change, and how many customers stand at each changed or deleted step.",
  tag: TAG,
  access: "read",
  params: flowParams,
  response: z.object({
    inside: z.number(),
    /** How many are inside of each version that has somebody inside. */
    versions: z.array(z.object({ number: z.number(), inside: z.number() })),
    connections: z.number(),
    settings: z.array(z.string()),
    steps: z.array(
      z.object({
        kind: z.enum(["added", "changed", "deleted"]),
        stepId: z.string(),
        name: z.string(),
        category: z.string().nullable(),
        /** Customers who stand here now, of any version. */
        inside: z.number(),
      }),
    ),
    same: z.boolean(),
  }),
});

export const publishFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows/{id}/publish",
  summary:
    "Launch the draft as a new version: who enters from now on walks through it; who is inside finishes on their own, or is moved. 422 not_launchable while a problem stands.",
  tag: TAG,
  access: "flows:launch",
  params: flowParams,
  body: z.strictObject({
    revision,
    /**
     * What becomes of those inside: each finishes on the version they entered, or all are moved, matched by step id. Of `steps`, a
     * deleted step at which somebody stands needs a choice.
     */
    inside: z
      .discriminatedUnion("mode", [
        z.strictObject({ mode: z.literal("finish") }),
        z.strictObject({ mode: z.literal("move"), steps: movePlan.default({}) }),
      ])
      .default({ mode: "finish" }),
  }),
  response: z.object({
    version: z.number(),
    versionId: z.uuid(),
    status,
    launchedAt: z.string(),
    /** How many are being moved now, step by step in the background; those who are to finish on their version are not among them. */
    moving: z.number(),
  }),
});

const moved = z.object({ status, inside: z.number() });
const lifecycle = (verb: string, summaryText: string) =>
  contract({
    method: "POST",
    path: `/api/v1/flows/{id}/${verb}`,
    summary: summaryText,
    tag: TAG,
    access: "flows:launch",
    params: flowParams,
    response: moved,
  });

export const pauseFlowContract = lifecycle(
  "pause",
  "Pause a live flow: nobody enters and nobody moves until it is resumed.",
);
export const resumeFlowContract = lifecycle(
  "resume",
  "Let a paused flow go on; messages that are overdue by more than the flow's limit are skipped.",
);
export const stopFlowContract = lifecycle("stop", "Stop a flow: everybody inside leaves it as flow_stopped.");

export const setGoalContract = contract({
  method: "PUT",
  path: "/api/v1/flows/{id}/goal",
  summary: "Set or change the goal, also of a live flow, in force at once; no run is restarted.",
  tag: TAG,
  access: "flows:write",
  params: flowParams,
  body: z.strictObject({ revision, goal: goalSetting.nullable() }),
  response: saved.extend({ goal: goalSetting.nullable() }),
});

export const flowReferencesContract = contract({
  method: "GET",
  path: "/api/v1/flows/references",
  summary: "What the steps of a flow can name in this workspace: events, templates, campaigns, channels.",
  tag: TAG,
  access: "read",
  response: z.object({
    events: z.array(
      eventDefinition.pick({ id: true, name: true, title: true, role: true, properties: true }),
    ),
    templates: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        channel: z.string(),
        subject: z.string(),
        published: z.boolean(),
        usesVoucher: z.boolean(),
        /** What its fixed words promise of a code. */
        promises: z.string(),
      }),
    ),
    campaigns: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        /** In words */
        discount: z.string(),
        active: z.boolean(),
        endsAt: z.string().nullable(),
        /** What a code gives, as far as a text can promise it. */
        terms: z
          .object({ discount, validForMs: z.number().nullable(), endsOn: z.string().nullable() })
          .nullable(),
        /** Codes that nobody has, counted up to 100; null where codes are made as needed. */
        left: z.number().int().nullable(),
      }),
    ),
    channels: z.array(z.string()),
    segments: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
});

export const flowContracts = [
  listFlowsContract,
  createFlowContract,
  flowReferencesContract,
  importFlowContract,
  getFlowContract,
  updateFlowContract,
  deleteFlowContract,
  saveDraftContract,
  duplicateFlowContract,
  exportFlowContract,
  listRevisionsContract,
  restoreRevisionContract,
  validateFlowContract,
  flowChangesContract,
  publishFlowContract,
  pauseFlowContract,
  resumeFlowContract,
  stopFlowContract,
  setGoalContract,
];
