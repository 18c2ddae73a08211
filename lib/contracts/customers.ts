import { z } from "zod";
import { personInput } from "@/lib/domain/customer/identity";
import { TIMELINE_KINDS } from "@/lib/domain/timeline/entry";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";
import { runSummary } from "./runs";

/** Cartograph's id of a customer, or the shop's own. */
const customerParams = z.object({ id: z.string().min(1).max(255) });

const consentOf = z.object({
  state: z.enum(["granted", "denied", "unknown"]),
  at: z.string().optional(),
  source: z.string().optional(),
});

const customer = z.object({
  id: z.uuid(),
  externalId: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  orderCount: z.number(),
  /** Minor units of the workspace's currency */
  orderTotal: z.number(),
  lastOrderAt: z.string().nullable(),
  /** Runs the customer is in right now. */
  activeRuns: z.number(),
  demo: z.boolean(),
  createdAt: z.string(),
});

export const listCustomersContract = contract({
  method: "GET",
  path: "/api/v1/customers",
  summary:
    "List customers, newest first; search finds the beginning of an e-mail address, phone number or external id.",
  tag: "Customers",
  access: "read",
  query: pageQuery.extend({ search: z.string().trim().max(255).optional() }),
  response: pageOf(customer),
});

const voucher = z.object({
  code: z.string(),
  campaignId: z.string(),
  campaignName: z.string(),
  discount: z.string(),
  status: z.enum(["valid", "used", "expired", "taken back", "switched off"]),
  runId: z.string().nullable(),
  publishedAt: z.string(),
  expiresAt: z.string().nullable(),
});

const profile = customer.extend({
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
  /** By channel, "email", and by topic on a channel, "email:newsletter". */
  consent: z.record(z.string(), consentOf),
  /** What the customer may opt out of: the workspace's topics in use. */
  topics: z.array(z.object({ key: z.string(), name: z.string() })),
  agentConversation: z.boolean(),
  updatedAt: z.string(),
  counts: z.object({ events: z.number(), runs: z.number(), messages: z.number(), vouchers: z.number() }),
  /** The newest 50. */
  vouchers: z.array(voucher),
  /** The newest 50. */
  runs: z.array(runSummary),
});

export const getCustomerContract = contract({
  method: "GET",
  path: "/api/v1/customers/{id}",
  summary: "Show a customer's profile, consent, codes and runs. The id is ours or the shop's own.",
  tag: "Customers",
  access: "read",
  params: customerParams,
  response: profile,
});

const { externalId: _fixed, ...changeable } = personInput.shape;

export const updateCustomerContract = contract({
  method: "PATCH",
  path: "/api/v1/customers/{id}",
  summary: "Change a customer: what is left out stays, null clears, attributes merge.",
  tag: "Customers",
  access: "customers:write",
  params: customerParams,
  body: z
    .strictObject({
      ...changeable,
      /** In a conversation with an agent right now: recovery messages leave them alone. */
      agentConversation: z.boolean().optional(),
    })
    .refine((body) => Object.keys(body).length > 0, "Send at least one field to change."),
  response: z.object({ id: z.uuid(), changed: z.array(z.string()) }),
});

export const eraseCustomerContract = contract({
  method: "DELETE",
  path: "/api/v1/customers/{id}",
  summary:
    "Erase a person: their runs end, nothing more is sent, and what could name them is removed. Counts stay.",
  tag: "Customers",
  access: "customers:write",
  params: customerParams,
  response: z.object({
    id: z.uuid(),
    runsEnded: z.number(),
    messagesErased: z.number(),
    eventsErased: z.number(),
  }),
});

/** What a timeline can be narrowed to. */
export const TIMELINE_PARTS = ["events", "decisions", "messages", "codes"] as const;

const timelineEntry = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(TIMELINE_KINDS),
  title: z.string(),
  reason: z.string().optional(),
  eventName: z.string().optional(),
  runId: z.string().optional(),
  flowId: z.string().optional(),
  flowName: z.string().optional(),
  stepId: z.string().optional(),
  stepName: z.string().optional(),
  stepType: z.string().optional(),
  messageId: z.string().optional(),
  code: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
});

export const customerTimelineContract = contract({
  method: "GET",
  path: "/api/v1/customers/{id}/timeline",
  summary: "Everything that happened to a customer, newest first, each with its reason.",
  tag: "Customers",
  access: "read",
  params: customerParams,
  query: z.object({
    cursor: z.string().max(2000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** Comma-separated; everything when left out. */
    show: z
      .string()
      .transform((text) => text.split(",").map((part) => part.trim()))
      .pipe(z.array(z.enum(TIMELINE_PARTS)).min(1))
      .optional(),
  }),
  response: pageOf(timelineEntry),
});

export const customerWhyContract = contract({
  method: "GET",
  path: "/api/v1/customers/{id}/why",
  summary: "For each flow, why the customer is, was or is not in it, in one sentence.",
  tag: "Customers",
  access: "read",
  params: customerParams,
  response: z.object({
    data: z.array(
      z.object({
        flowId: z.uuid(),
        flowName: z.string(),
        verdict: z.enum(["inside", "converted", "completed", "exited", "failed", "refused", "never"]),
        sentence: z.string(),
        runId: z.string().nullable(),
      }),
    ),
  }),
});

export const customerContracts = [
  listCustomersContract,
  getCustomerContract,
  updateCustomerContract,
  eraseCustomerContract,
  customerTimelineContract,
  customerWhyContract,
];
