import { z } from "zod";
import { TEMPLATE_CHANNELS, templateDraft } from "@/lib/domain/message/template";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Templates";
const channel = z.enum(TEMPLATE_CHANNELS);
const name = z.string().trim().min(1, "Give it a name.").max(120);
const byId = z.object({ id: z.uuid() });
const trueOrFalse = z.enum(["true", "false"]).transform((text) => text === "true");
/** A document with long texts and many blocks is far below this. */
const MAX_DRAFT = 600_000;

/** Something that keeps a template from being published (error), or that its author should know (warning). */
export const templateProblem = z.object({
  severity: z.enum(["error", "warning"]),
  part: z.enum(["subject", "preheader", "text", "block"]),
  /** Index of the top-level block, from 0; null outside the document */
  block: z.number().int().nullable(),
  line: z.number().int(),
  message: z.string(),
  fix: z.string(),
});

const usingFlow = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.string(),
  /** Whether its live version sends this template, and not only its draft. */
  live: z.boolean(),
});

/** A template, as lists show it. */
export const templateSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  channel,
  subject: z.string(),
  /** draft: never published. changed: the draft differs from what is sent. */
  status: z.enum(["draft", "published", "changed"]),
  version: z.number().int().nullable(),
  usedIn: z.number().int(),
  archived: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** The same with its draft, what is wrong with it, and which flows send it. */
export const templateDetail = templateSummary.extend({
  revision: z.number().int(),
  draft: templateDraft,
  publishedAt: z.iso.datetime().nullable(),
  problems: z.array(templateProblem),
  usage: z.array(usingFlow),
  /** Colour of buttons and links, from the workspace's brand */
  brandColor: z.string(),
});

/** Whose data a preview or a test shows: an event on the log, a customer's last cart, or neither (made-up data). */
export const previewSource = z.object({
  customerId: z.uuid().optional(),
  eventId: z.number().int().positive().optional(),
});

export const rendered = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
});

export const listTemplatesContract = contract({
  method: "GET",
  path: "/api/v1/templates",
  summary: "List templates, the last changed first",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({
    channel: channel.optional(),
    search: z.string().trim().max(120).optional(),
    archived: trueOrFalse.default(false),
  }),
  response: pageOf(templateSummary),
});

export const createTemplateContract = contract({
  method: "POST",
  path: "/api/v1/templates",
  summary: "Create a template: empty, from a starter, or with a draft of your own",
  tag: TAG,
  access: "templates:write",
  body: z.strictObject({
    name,
    channel,
    /** Key of a starter template of this channel. */
    starter: z.string().max(60).optional(),
    draft: templateDraft.optional(),
  }),
  response: templateDetail,
  status: 201,
  maxBody: MAX_DRAFT,
});

export const getTemplateContract = contract({
  method: "GET",
  path: "/api/v1/templates/{id}",
  summary: "Read a template with its draft, its problems and the flows that send it",
  tag: TAG,
  access: "read",
  params: byId,
  response: templateDetail,
});

export const saveTemplateDraftContract = contract({
  method: "PUT",
  path: "/api/v1/templates/{id}/draft",
  summary: "Save the draft. Names the revision it was made from; 409 when somebody saved in between",
  tag: TAG,
  access: "templates:write",
  params: byId,
  body: z.strictObject({ revision: z.number().int().min(1), draft: templateDraft, name: name.optional() }),
  response: z.object({
    revision: z.number().int(),
    updatedAt: z.iso.datetime(),
    status: templateSummary.shape.status,
    problems: z.array(templateProblem),
  }),
  maxBody: MAX_DRAFT,
});

export const updateTemplateContract = contract({
  method: "PATCH",
  path: "/api/v1/templates/{id}",
  summary: "Rename a template, archive it or bring it back. Refused while a live flow sends it",
  tag: TAG,
  access: "templates:write",
  params: byId,
  body: z.strictObject({ name: name.optional(), archived: z.boolean().optional() }),
  response: templateDetail,
});

export const publishTemplateContract = contract({
  method: "POST",
  path: "/api/v1/templates/{id}/publish",
  summary: "Publish the draft as a new immutable version. Refused with the problems while there is an error",
  tag: TAG,
  access: "templates:write",
  params: byId,
  body: z.strictObject({ revision: z.number().int().min(1) }),
  response: templateDetail,
});

export const duplicateTemplateContract = contract({
  method: "POST",
  path: "/api/v1/templates/{id}/duplicate",
  summary: "Copy a template as a new, unpublished one",
  tag: TAG,
  access: "templates:write",
  params: byId,
  body: z.strictObject({ name: name.optional() }),
  response: templateDetail,
  status: 201,
});

export const previewTemplateContract = contract({
  method: "POST",
  path: "/api/v1/templates/preview",
  summary: "Render a draft, saved or not, with a customer's or an event's data. Takes no code",
  tag: TAG,
  access: "read",
  body: z.strictObject({ draft: templateDraft, source: previewSource.default({}) }),
  response: z.object({
    /** null while an error keeps it from being rendered */
    rendered: rendered.nullable(),
    problems: z.array(templateProblem),
    /** Whose data it shows, in words */
    shownAs: z.string(),
    /** How the text would go over the air; null for e-mail */
    sms: z
      .object({
        encoding: z.enum(["GSM-7", "UCS-2"]),
        units: z.number(),
        segments: z.number(),
        left: z.number(),
        unusual: z.array(z.string()),
      })
      .nullable(),
  }),
  maxBody: MAX_DRAFT,
});

export const listPreviewSourcesContract = contract({
  method: "GET",
  path: "/api/v1/templates/preview-sources",
  summary: "The latest events with a cart, to preview a template with",
  tag: TAG,
  access: "read",
  response: z.object({
    data: z.array(
      z.object({
        eventId: z.number().int(),
        customerId: z.uuid(),
        customer: z.string(),
        eventName: z.string(),
        occurredAt: z.iso.datetime(),
        items: z.number().int(),
        total: z.number(),
        currency: z.string(),
      }),
    ),
  }),
});

export const testTemplateContract = contract({
  method: "POST",
  path: "/api/v1/templates/test",
  summary: 'Send a draft to an address, marked "[Test]". Takes no code and counts nowhere',
  tag: TAG,
  access: "messages:test",
  body: z.strictObject({
    draft: templateDraft,
    source: previewSource.default({}),
    /** An e-mail address, or a phone number with its country code */
    to: z.string().trim().min(3).max(254),
  }),
  response: z.object({ outcome: z.enum(["accepted", "rejected", "retry", "unknown"]), answer: z.string() }),
  maxBody: MAX_DRAFT,
});

export const templateContracts = [
  listTemplatesContract,
  createTemplateContract,
  listPreviewSourcesContract,
  previewTemplateContract,
  testTemplateContract,
  getTemplateContract,
  updateTemplateContract,
  saveTemplateDraftContract,
  publishTemplateContract,
  duplicateTemplateContract,
];
