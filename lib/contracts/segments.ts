import { z } from "zod";
import { segmentRule } from "@/lib/domain/segment/rule";
import { contract } from "./contract";
import { usingFlow } from "./flow-shared";
import { pageOf, pageQuery } from "./paging";

const TAG = "Segments";
const segmentParams = z.object({ id: z.uuid() });
const segmentName = z.string().trim().min(1, "Give the segment a name.").max(120);
const description = z.string().trim().max(500);

const segment = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  /** static: members are put in by hand. auto: they follow the rule. */
  type: z.enum(["static", "auto"]),
  rule: segmentRule,
  members: z.number().int(),
  /** Share of customers that a new or changed rule has been applied to; 1 when it is done. */
  built: z.number().min(0).max(1),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ShownSegment = z.output<typeof segment>;

export const listSegmentsContract = contract({
  method: "GET",
  path: "/api/v1/segments",
  summary: "List segments, newest first",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({ search: z.string().max(120).optional() }),
  response: pageOf(segment),
});

export const createSegmentContract = contract({
  method: "POST",
  path: "/api/v1/segments",
  summary: "Make a segment",
  description:
    "Customers who fit the rule already are put in at once and tell nothing: `customer.segment.entered` is for those who come later. A filter about an event counts what the workspace keeps (`retentionMonths` of its settings). When old events are deleted, members change by it, and nothing is told of that either.",
  tag: TAG,
  access: "customers:write",
  body: z.strictObject({
    name: segmentName,
    description: description.default(""),
    type: z.enum(["static", "auto"]).default("auto"),
    /** For an auto-update segment. */
    rule: segmentRule.default({ match: "all", filters: [] }),
  }),
  response: segment,
  status: 201,
});

export const getSegmentContract = contract({
  method: "GET",
  path: "/api/v1/segments/{id}",
  summary: "Show a segment",
  tag: TAG,
  access: "read",
  params: segmentParams,
  response: segment.extend({
    /** Flows that name it, in a trigger or a branch. */
    flows: z.array(usingFlow),
  }),
});

export const updateSegmentContract = contract({
  method: "PATCH",
  path: "/api/v1/segments/{id}",
  summary: "Change a segment",
  description: "Who enters or leaves because its rule was changed tells nothing; who does so later does.",
  tag: TAG,
  access: "customers:write",
  params: segmentParams,
  body: z.strictObject({
    name: segmentName.optional(),
    description: description.optional(),
    rule: segmentRule.optional(),
  }),
  response: segment,
});

export const deleteSegmentContract = contract({
  method: "DELETE",
  path: "/api/v1/segments/{id}",
  summary: "Delete a segment that no flow names",
  tag: TAG,
  access: "customers:write",
  params: segmentParams,
  response: z.undefined(),
  status: 204,
});

export const listSegmentMembersContract = contract({
  method: "GET",
  path: "/api/v1/segments/{id}/members",
  summary: "List who belongs to a segment",
  tag: TAG,
  access: "read",
  params: segmentParams,
  query: pageQuery,
  response: pageOf(
    z.object({
      id: z.uuid(),
      externalId: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
      enteredAt: z.iso.datetime(),
    }),
  ),
});

export const changeSegmentMembersContract = contract({
  method: "POST",
  path: "/api/v1/segments/{id}/members",
  summary: "Put customers into a static segment, and take others out",
  tag: TAG,
  access: "customers:write",
  params: segmentParams,
  /** Ids of customers; up to 1,000 in all. */
  body: z.strictObject({
    add: z.array(z.uuid()).max(500).default([]),
    remove: z.array(z.uuid()).max(500).default([]),
  }),
  response: z.object({ added: z.number().int(), removed: z.number().int() }),
});

export const countSegmentContract = contract({
  method: "POST",
  path: "/api/v1/segments/count",
  summary: "Count who would belong to a segment of this rule, now",
  description:
    "Counts for half a second at most. Where that was not enough for everybody, the answer is estimated from the part that was counted.",
  tag: TAG,
  access: "read",
  body: z.strictObject({ rule: segmentRule }),
  response: z.object({ count: z.number().int(), of: z.number().int(), exact: z.boolean() }),
});

export const segmentContracts = [
  listSegmentsContract,
  createSegmentContract,
  countSegmentContract,
  getSegmentContract,
  updateSegmentContract,
  deleteSegmentContract,
  listSegmentMembersContract,
  changeSegmentMembersContract,
];
