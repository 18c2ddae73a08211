import { z } from "zod";
import {
  EVENT_ROLES,
  eventDefinitionInput,
  PROPERTY_TYPES,
  propertyDefinitions,
  SCALAR_TYPES,
} from "@/lib/domain/event/definition";
import { contract } from "./contract";
import { usingFlow } from "./flow-shared";
import { pageOf, pageQuery } from "./paging";

const TAG = "Event definitions";

const field = z.object({
  name: z.string(),
  title: z.string().optional(),
  type: z.enum(SCALAR_TYPES),
  required: z.boolean(),
});
/** One property, as answers show it. */
export const propertyDefinition = z.object({
  name: z.string(),
  title: z.string().optional(),
  type: z.enum(PROPERTY_TYPES),
  required: z.boolean(),
  fields: z.array(field).optional(),
});

/** An event definition, as lists show it. */
export const eventDefinition = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  role: z.enum(EVENT_ROLES).nullable(),
  properties: z.array(propertyDefinition),
  archived: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

const usage = z.object({
  /** Flows whose draft or live version names this event. */
  flows: z.array(usingFlow),
  /** The newest of the latest events on the log, when there is one among them. */
  lastSeenAt: z.iso.datetime().nullable(),
  /** How many of the latest events have this name, and how many events that look went through. */
  recentCount: z.number().int(),
  recentOf: z.number().int(),
});

/** The same with what surrounds it: who uses it, and the code that sends it. */
export const eventDefinitionDetail = eventDefinition.extend({
  usage,
  example: z.record(z.string(), z.unknown()),
  trackingCode: z.array(
    z.object({ id: z.string(), title: z.string(), language: z.string(), code: z.string() }),
  ),
});

const byId = z.object({ id: z.uuid() });
const trueOrFalse = z.enum(["true", "false"]).transform((text) => text === "true");

export const listEventDefinitionsContract = contract({
  method: "GET",
  path: "/api/v1/event-definitions",
  summary: "List event definitions, by name",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({
    search: z.string().trim().max(120).optional(),
    /** Archived ones instead of those in use. */
    archived: trueOrFalse.default(false),
  }),
  response: pageOf(
    eventDefinition.extend({ lastSeenAt: z.iso.datetime().nullable(), recentCount: z.number().int() }),
  ),
});

export const createEventDefinitionContract = contract({
  method: "POST",
  path: "/api/v1/event-definitions",
  summary: "Define an event",
  tag: TAG,
  access: "event-definitions:write",
  body: eventDefinitionInput,
  response: eventDefinition,
  status: 201,
});

export const getEventDefinitionContract = contract({
  method: "GET",
  path: "/api/v1/event-definitions/{id}",
  summary: "Read an event definition, with its tracking code and what uses it",
  tag: TAG,
  access: "read",
  params: byId,
  response: eventDefinitionDetail,
});

export const updateEventDefinitionContract = contract({
  method: "PATCH",
  path: "/api/v1/event-definitions/{id}",
  summary: "Change an event definition, archive it or bring it back",
  tag: TAG,
  access: "event-definitions:write",
  params: byId,
  body: z.strictObject({
    title: eventDefinitionInput.shape.title.unwrap().optional(),
    description: eventDefinitionInput.shape.description.unwrap().optional(),
    role: z.enum(EVENT_ROLES).nullable().optional(),
    properties: propertyDefinitions.optional(),
    archived: z.boolean().optional(),
  }),
  response: eventDefinition,
});

export const deleteEventDefinitionContract = contract({
  method: "DELETE",
  path: "/api/v1/event-definitions/{id}",
  summary: "Delete an event definition that nothing uses; archive one that is in use",
  tag: TAG,
  access: "event-definitions:write",
  params: byId,
  response: z.object({ outcome: z.enum(["deleted", "archived"]), reason: z.string() }),
});

export const checkEventDefinitionContract = contract({
  method: "POST",
  path: "/api/v1/event-definitions/{id}/check",
  summary: "Try changed properties on the latest events of this name, without saving",
  tag: TAG,
  access: "read",
  params: byId,
  body: z.strictObject({ properties: propertyDefinitions }),
  response: z.object({
    /** How many of the latest events were tried, and how many of them would be refused. */
    tried: z.number().int(),
    refused: z.number().int(),
    /** The most frequent reasons. */
    reasons: z.array(z.object({ path: z.string(), message: z.string(), count: z.number().int() })),
  }),
});

export const eventDefinitionContracts = [
  listEventDefinitionsContract,
  createEventDefinitionContract,
  getEventDefinitionContract,
  updateEventDefinitionContract,
  deleteEventDefinitionContract,
  checkEventDefinitionContract,
];
