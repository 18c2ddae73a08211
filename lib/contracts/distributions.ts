import { z } from "zod";
import { distributionSetup } from "@/lib/domain/distribution/setup";
import { contract } from "./contract";
import { FLOW_STATUSES } from "./flow-shared";
import { pageOf, pageQuery } from "./paging";

const TAG = "Distributions";
const byId = z.object({ id: z.uuid() });
const name = z
  .string()
  .trim()
  .min(1, "Give the distribution a name. It tells several of them apart.")
  .max(120, "At most 120 characters.");

const distribution = z.object({
  id: z.uuid(),
  name: z.string(),
  setup: distributionSetup,
  /** Of its flow; draft before it went live. */
  status: z.enum(FLOW_STATUSES),
  flowId: z.uuid().nullable(),
  /** Version of the flow that is live; above 1 once it was changed on the canvas. */
  version: z.number().int().nullable(),
  campaign: z.object({ id: z.uuid(), name: z.string(), discountText: z.string() }).nullable(),
  template: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** From the counters of its flow. Revenue in minor units of the workspace's currency. */
  numbers: z.object({
    entered: z.number().int(),
    codes: z.number().int(),
    sent: z.number().int(),
    skipped: z.number().int(),
    converted: z.number().int(),
    revenue: z.number().int(),
    currency: z.string(),
  }),
  /** How far it is with customers who belonged to the segment when it went live; null when they are not reached. */
  invites: z.object({ wanted: z.number().int(), reached: z.number().int(), done: z.boolean() }).nullable(),
  segment: z.object({ id: z.uuid(), name: z.string(), members: z.number().int() }).nullable(),
  launchedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const listDistributionsContract = contract({
  method: "GET",
  path: "/api/v1/distributions",
  summary: "List distributions, newest first, with what became of them",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({ search: z.string().trim().max(120).optional() }),
  response: pageOf(distribution),
});

export const createDistributionContract = contract({
  method: "POST",
  path: "/api/v1/distributions",
  summary: "Begin a distribution; nothing is sent before it is set live",
  tag: TAG,
  access: "flows:write",
  body: z.strictObject({ name, setup: distributionSetup.prefault({}) }),
  response: distribution,
  status: 201,
});

export const getDistributionContract = contract({
  method: "GET",
  path: "/api/v1/distributions/{id}",
  summary: "Read a distribution with its numbers",
  tag: TAG,
  access: "read",
  params: byId,
  response: distribution,
});

export const updateDistributionContract = contract({
  method: "PATCH",
  path: "/api/v1/distributions/{id}",
  summary: "Change a distribution that is not live yet; afterwards its flow is changed instead",
  tag: TAG,
  access: "flows:write",
  params: byId,
  body: z.strictObject({ name: name.optional(), setup: distributionSetup.optional() }),
  response: distribution,
});

export const deleteDistributionContract = contract({
  method: "DELETE",
  path: "/api/v1/distributions/{id}",
  summary: "Delete a distribution that never went live",
  tag: TAG,
  access: "flows:write",
  params: byId,
  response: z.undefined(),
  status: 204,
});

export const launchDistributionContract = contract({
  method: "POST",
  path: "/api/v1/distributions/{id}/launch",
  summary:
    "Set a distribution live: it becomes an ordinary flow that can be opened on the canvas. 400 while something is missing",
  tag: TAG,
  access: "flows:launch",
  params: byId,
  response: distribution,
});

export const distributionContracts = [
  listDistributionsContract,
  createDistributionContract,
  getDistributionContract,
  updateDistributionContract,
  deleteDistributionContract,
  launchDistributionContract,
];
