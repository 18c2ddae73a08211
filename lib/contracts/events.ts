import { z } from "zod";
import { personInput } from "@/lib/domain/customer/identity";
import { eventDefinitionInput } from "@/lib/domain/event/definition";
import { eventInput, MAX_EVENTS } from "@/lib/domain/event/event-input";
import { contract } from "./contract";
import { propertyDefinition } from "./event-definitions";
import { pageOf, pageQuery } from "./paging";

const TAG = "Events";

const issue = z.object({ path: z.string(), message: z.string(), fix: z.string().optional() });

export const EVENT_STATUSES = ["accepted", "duplicate", "quarantined", "rejected"] as const;

/** What became of one event of a request. */
export const eventResult = z.object({
  index: z.number().int(),
  messageId: z.string(),
  status: z.enum(EVENT_STATUSES),
  errors: z.array(issue).optional(),
});

const ingestResponse = z.object({
  results: z.array(eventResult),
  accepted: z.number().int(),
  duplicate: z.number().int(),
  quarantined: z.number().int(),
  rejected: z.number().int(),
});

// Each event is checked on its own, so that a bad one never fails its neighbours: the body as a whole only has to be an object.
const ingestBody = z.record(z.string(), z.unknown(), 'Send one event, or {"events": [...]}.').meta({
  description: `One event, or {"events": [...]} with up to ${MAX_EVENTS}.`,
  ...documented(z.union([eventInput, z.object({ events: z.array(eventInput).min(1).max(MAX_EVENTS) })])),
});

export const ingestEventsContract = contract({
  method: "POST",
  path: "/api/v1/events",
  summary: "Send one event, or up to 1,000",
  tag: TAG,
  access: "events:ingest",
  body: ingestBody,
  response: ingestResponse,
  status: 202,
  maxBody: 2_000_000,
  anyText: true,
});

export const identifyCustomerContract = contract({
  method: "POST",
  path: "/api/v1/customers",
  summary: "Make or update a customer, found by externalId, email or phone",
  tag: "Customers",
  access: "customers:write",
  body: personInput,
  response: z.object({
    id: z.uuid(),
    created: z.boolean(),
    /** What is different now: email, attributes.tier, consent.sms, ... */
    changed: z.array(z.string()),
  }),
});

const cause = z.object({
  kind: z.enum(["entered", "moved", "refused"]),
  flowId: z.uuid(),
  flowName: z.string(),
  runId: z.uuid().nullable(),
  /** Why not, or what happened to the run, in words. */
  reason: z.string(),
});

/** An event on the log, with what it caused. */
export const loggedEvent = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  messageId: z.string(),
  source: z.string(),
  properties: z.record(z.string(), z.unknown()),
  /** null: it happened to the workspace itself. */
  customer: z.object({ id: z.uuid(), label: z.string() }).nullable(),
  occurredAt: z.iso.datetime(),
  acceptedAt: z.iso.datetime(),
  /** False as long as the engine has not looked at it. */
  handled: z.boolean(),
  causes: z.array(cause),
});

const eventFilter = z.object({
  name: z.string().max(120).optional(),
  /** Id, external id, e-mail address or phone number. */
  customer: z.string().max(255).optional(),
});

export const listEventsContract = contract({
  method: "GET",
  path: "/api/v1/events",
  summary: "List events, newest first",
  tag: TAG,
  access: "read",
  query: pageQuery.extend(eventFilter.shape),
  response: pageOf(loggedEvent).extend({
    /** With a filter, a page may end before it is full; events older than this have not been looked at yet. */
    searchedBackTo: z.iso.datetime().nullable(),
  }),
});

export const streamEventsContract = contract({
  method: "GET",
  path: "/api/v1/events/stream",
  summary: "Follow events as they are accepted (server-sent events)",
  tag: TAG,
  access: "read",
  query: eventFilter.extend({
    after: z
      .string()
      .regex(/^\d{1,16}$/)
      .optional(),
  }),
  response: z.string(),
});

const QUARANTINE = "Quarantine";
const byName = z.strictObject({ name: z.string().min(1).max(120) });

export const listQuarantineContract = contract({
  method: "GET",
  path: "/api/v1/quarantine",
  summary: "List names of events that were kept aside because they are not defined, or do not fit",
  tag: QUARANTINE,
  access: "read",
  response: z.object({
    data: z.array(
      z.object({
        name: z.string(),
        count: z.number().int(),
        firstAt: z.iso.datetime(),
        lastAt: z.iso.datetime(),
        /** The newest one, as it was sent. */
        sample: z.unknown(),
        /** Set once the name is defined. */
        definitionId: z.uuid().nullable(),
        /** How many did not fit when they were replayed, and why the newest of them did not. */
        misfits: z.number().int(),
        errors: z.array(issue),
      }),
    ),
  }),
});

export const suggestDefinitionContract = contract({
  method: "GET",
  path: "/api/v1/quarantine/suggestion",
  summary: "Guess a definition from the events kept aside under a name",
  tag: QUARANTINE,
  access: "read",
  query: z.object({ name: z.string().min(1).max(120) }),
  response: z.object({
    name: z.string(),
    role: eventDefinitionInput.shape.role.unwrap(),
    properties: z.array(propertyDefinition),
    /** Paths that a definition cannot describe: events that have them will be refused. */
    left: z.array(z.string()),
    samples: z.number().int(),
  }),
});

export const replayQuarantineContract = contract({
  method: "POST",
  path: "/api/v1/quarantine/replay",
  summary: "Move the events kept aside under a name into the log, as far as they fit its definition",
  tag: QUARANTINE,
  access: "event-definitions:write",
  /** `cursor`: where the last call stopped. */
  body: byName.extend({ cursor: z.string().max(400).optional() }),
  response: z.object({
    replayed: z.number().int(),
    /** Were in the log already. */
    duplicate: z.number().int(),
    /** Stay aside; `errors` says why, for the newest of them. */
    misfits: z.number().int(),
    errors: z.array(issue),
    /** There are more than one call takes on: call again with it. */
    nextCursor: z.string().nullable(),
  }),
});

export const discardQuarantineContract = contract({
  method: "POST",
  path: "/api/v1/quarantine/discard",
  summary: "Delete the events kept aside under a name for good",
  tag: QUARANTINE,
  access: "event-definitions:write",
  body: byName,
  response: z.object({ discarded: z.number().int() }),
});

export const eventContracts = [
  ingestEventsContract,
  identifyCustomerContract,
  listEventsContract,
  streamEventsContract,
  listQuarantineContract,
  suggestDefinitionContract,
  replayQuarantineContract,
  discardQuarantineContract,
];

/** The JSON schema of what each part really has to look like, for the generated reference. */
function documented(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return json;
}
