import { z } from "zod";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Reviews";

/** withdrawn: the customer's run ended, or went on by something else, before anybody decided. */
export const REVIEW_STATUSES = ["pending", "approved", "refused", "expired", "withdrawn"] as const;

/** An incentive that waits, or waited, for a person. Money in minor units. */
export const reviewSummary = z.object({
  id: z.uuid(),
  status: z.enum(REVIEW_STATUSES),
  /** condition: a condition of the step held. capped: they were given a recovery discount within the workspace's period. */
  cause: z.enum(["condition", "capped"]),
  /** Why it is asked, in words */
  reason: z.string(),
  customer: z.object({ id: z.uuid(), externalId: z.string().nullable(), name: z.string() }),
  /** What would be given */
  campaign: z.object({ id: z.uuid(), name: z.string(), discount: z.string() }),
  flow: z.object({ id: z.uuid(), name: z.string() }),
  step: z.object({ id: z.string(), name: z.string() }),
  runId: z.uuid(),
  /** As it was when it was asked; null where the run has none */
  cart: z.object({ total: z.number(), currency: z.string(), items: z.number().int() }).nullable(),
  /** Discounts the customer was given before, 20 at most are told */
  hadBefore: z.object({ count: z.number().int(), lastAt: z.iso.datetime().nullable() }),
  createdAt: z.iso.datetime(),
  /** Without a decision until then the customer leaves the step by `held` */
  expiresAt: z.iso.datetime(),
  decision: z.object({ by: z.string(), at: z.iso.datetime(), note: z.string() }).nullable(),
  settledAt: z.iso.datetime().nullable(),
  /** What became of the customer at this step, in words; null as long as they wait there */
  result: z.string().nullable(),
});

export const reviewDetail = reviewSummary.extend({
  items: z.array(z.object({ name: z.string(), sku: z.string(), price: z.number(), quantity: z.number() })),
  incentives: z.array(
    z.object({
      campaign: z.string(),
      discount: z.string(),
      code: z.string(),
      /** Counts as a recovery discount */
      recovery: z.boolean(),
      givenAt: z.iso.datetime(),
    }),
  ),
  /** Why nobody can decide any more, in a sentence; null while somebody can */
  closed: z.string().nullable(),
});

export const listReviewsContract = contract({
  method: "GET",
  path: "/api/v1/reviews",
  summary: "List incentives that wait for a person's decision, the most urgent first, or those that did",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({
    /** settled: all that do not wait any more, the latest first */
    status: z.enum([...REVIEW_STATUSES, "settled"]).default("pending"),
    /** A customer's external id, or ours */
    customer: z.string().trim().min(1).max(255).optional(),
    flow: z.uuid().optional(),
  }),
  response: pageOf(reviewSummary).extend({
    /** How many wait in the whole workspace; as many as 1,000 are counted */
    pending: z.number().int(),
  }),
});

export const countReviewsContract = contract({
  method: "GET",
  path: "/api/v1/reviews/count",
  summary: "How many incentives wait for a person's decision",
  tag: TAG,
  access: "read",
  /** As many as 1,000 are counted */
  response: z.object({ pending: z.number().int() }),
});

export const getReviewContract = contract({
  method: "GET",
  path: "/api/v1/reviews/{id}",
  summary: "Show what is asked, what speaks for and against it, and what was decided",
  tag: TAG,
  access: "read",
  params: z.object({ id: z.uuid() }),
  response: reviewDetail,
});

export const decideReviewContract = contract({
  method: "POST",
  path: "/api/v1/reviews/{id}/decision",
  summary: "Approve or refuse an incentive that waits for a decision",
  description:
    "Approved, the customer's run asks for a code as it would have without a review; a recovery discount that they had before does not refuse it where the step asks about that. Refused, it leaves by the port `held`. Only the first decision counts: any later one is answered 409, with who decided what.",
  tag: TAG,
  access: "reviews:decide",
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    decision: z.enum(["approved", "refused"]),
    /** For colleagues; customers never see it */
    note: z.string().trim().max(500, "Use at most 500 characters.").default(""),
  }),
  response: reviewDetail,
});

export const reviewContracts = [
  countReviewsContract,
  listReviewsContract,
  getReviewContract,
  decideReviewContract,
];
