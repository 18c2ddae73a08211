import { z } from "zod";
import { discount } from "@/lib/domain/coupon/discount";
import { flowDocument } from "@/lib/domain/flow/document";
import { contract } from "./contract";
import { eventDefinition } from "./event-definitions";
import { FLOWS_TAG, flowDocumentBody, flowParams, flowRevision, savedDraft } from "./flow-shared";

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

export const saveDraftContract = contract({
  method: "PUT",
  path: "/api/v1/flows/{id}/draft",
  summary: "Save the draft made from this revision; 409 revision_conflict when somebody saved a newer one.",
  tag: FLOWS_TAG,
  access: "flows:write",
  maxBody: 4_000_000,
  params: flowParams,
  body: z.strictObject({ revision: flowRevision, document: flowDocumentBody }),
  response: savedDraft,
});

export const listRevisionsContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/revisions",
  summary: "The latest saves of the draft, newest first.",
  tag: FLOWS_TAG,
  access: "read",
  params: flowParams,
  response: z.object({
    data: z.array(
      z.object({
        revision: flowRevision,
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
  tag: FLOWS_TAG,
  access: "flows:write",
  params: flowParams.extend({ revision: z.coerce.number().int().min(1) }),
  body: z.strictObject({
    /** The newest revision that the caller knows. */
    revision: flowRevision,
  }),
  response: savedDraft.extend({ document: flowDocument }),
});

export const validateFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows/{id}/validate",
  summary: "Every problem of the draft, each with its step and how to mend it.",
  tag: FLOWS_TAG,
  access: "read",
  params: flowParams,
  response: z.object({ launchable: z.boolean(), revision: flowRevision, problems: z.array(problem) }),
});

export const flowReferencesContract = contract({
  method: "GET",
  path: "/api/v1/flows/references",
  summary: "What the steps of a flow can name in this workspace: events, templates, campaigns, channels.",
  tag: FLOWS_TAG,
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
          .object({
            discount,
            validForMs: z.number().nullable(),
            endsOn: z.string().nullable(),
            today: z.string(),
            leftMs: z.number().nullable(),
          })
          .nullable(),
        /** Codes that nobody has, counted up to 100; null where codes are made as needed. */
        left: z.number().int().nullable(),
      }),
    ),
    channels: z.array(z.string()),
    segments: z.array(z.object({ id: z.uuid(), name: z.string() })),
    topics: z.array(z.object({ key: z.string(), name: z.string(), archived: z.boolean() })),
  }),
});

export const flowDraftContracts = [
  flowReferencesContract,
  saveDraftContract,
  listRevisionsContract,
  restoreRevisionContract,
  validateFlowContract,
];
