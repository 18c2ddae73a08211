import { z } from "zod";
import { flowDocument } from "@/lib/domain/flow/document";
import { portableFlow } from "@/lib/domain/flow/portable";
import { STARTER_IDS } from "@/lib/domain/flow/starters";
import { contract } from "./contract";
import {
  FLOW_STATUSES,
  FLOWS_TAG,
  flowDocumentBody,
  flowParams,
  flowRevision,
  flowStatus,
} from "./flow-shared";
import { pageOf, pageQuery } from "./paging";

const flowName = z.string().trim().min(1, "Give the flow a name.").max(120);

const summary = z.object({
  id: z.uuid(),
  name: z.string(),
  status: flowStatus,
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
  status: flowStatus,
  archived: z.boolean(),
  revision: flowRevision,
  document: flowDocument,
  savedBy: z.string().nullable(),
  savedAt: z.string(),
  /** What customers who enter now walk through; null before the first launch. */
  live: z
    .object({ versionId: z.uuid(), number: z.number(), publishedAt: z.string(), document: flowDocument })
    .nullable(),
  /** How many are inside now, over all versions. */
  inside: z.number(),
  /** How many of them walk through a version before the live one. */
  earlier: z.number(),
  launchedAt: z.string().nullable(),
  updatedAt: z.string(),
});
export type FlowDetail = z.output<typeof detail>;

export const listFlowsContract = contract({
  method: "GET",
  path: "/api/v1/flows",
  summary: "List flows, the latest changed first, with what they brought.",
  tag: FLOWS_TAG,
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
  tag: FLOWS_TAG,
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
      document: flowDocumentBody.optional(),
    })
    .refine(({ starter, document }) => !(starter && document), "Give a starter or a document, not both."),
  response: detail,
  status: 201,
});

export const getFlowContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}",
  summary: "Read a flow: its draft, and what is live.",
  tag: FLOWS_TAG,
  access: "read",
  params: flowParams,
  response: detail,
});

export const updateFlowContract = contract({
  method: "PATCH",
  path: "/api/v1/flows/{id}",
  summary: "Rename a flow, archive it or bring it back.",
  tag: FLOWS_TAG,
  access: "flows:write",
  params: flowParams,
  body: z.strictObject({ name: flowName.optional(), archived: z.boolean().optional() }),
  response: detail,
});

export const deleteFlowContract = contract({
  method: "DELETE",
  path: "/api/v1/flows/{id}",
  summary: "Delete a flow that was never launched.",
  tag: FLOWS_TAG,
  access: "flows:write",
  params: flowParams,
  response: z.undefined(),
  status: 204,
});

export const duplicateFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows/{id}/duplicate",
  summary: "Copy a flow's draft into a new flow.",
  tag: FLOWS_TAG,
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
  tag: FLOWS_TAG,
  access: "read",
  params: flowParams,
  response: portableFlow,
});

export const importFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows/import",
  summary: "Make a flow from an exported file; templates and campaigns are found again by id or name.",
  tag: FLOWS_TAG,
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

export const flowContracts = [
  listFlowsContract,
  createFlowContract,
  importFlowContract,
  getFlowContract,
  updateFlowContract,
  deleteFlowContract,
  duplicateFlowContract,
  exportFlowContract,
];
