import type { z } from "zod";
import type { reviewDetail, reviewSummary } from "@/lib/contracts/reviews";
import { conditionGroup } from "@/lib/domain/condition/condition";
import { describeConditions } from "@/lib/domain/condition/describe";
import { fieldsOf } from "@/lib/domain/condition/fields";
import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { discount } from "@/lib/domain/coupon/discount";
import { exitWords } from "@/lib/domain/timeline/reason-words";
import type { FlowWords } from "@/lib/server/db/performance/load-flow-words";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import type { Queryable } from "@/lib/server/db/pool";
import { type ConditionFacts, readConditionFacts } from "@/lib/server/db/reviews/read-condition-facts";
import type { ReviewRow } from "@/lib/server/db/reviews/read-reviews";
import { conditionWords } from "@/lib/utils/condition-words";

type Summary = z.output<typeof reviewSummary>;

/** What the words of reviews look up. */
export type ReviewWords = { flows: ReadonlyMap<string, FlowWords>; facts: ConditionFacts };

/** Loads what the words of these reviews look up: three statements, however many there are. */
export async function loadReviewWords(
  queryable: Queryable,
  workspaceId: string,
  rows: readonly ReviewRow[],
): Promise<ReviewWords> {
  const flows = await loadFlowWords(
    queryable,
    workspaceId,
    rows.map(({ version_id }) => version_id),
  );
  const events = [...flows.values()].flatMap(triggersOf);
  return { flows, facts: await readConditionFacts(queryable, workspaceId, [...new Set(events)]) };
}

/** A review as lists answer it. */
export function reviewAnswer(row: ReviewRow, words: ReviewWords): Summary {
  const name = [row.first_name, row.last_name].filter(Boolean).join(" ");
  const step = words.flows.get(row.version_id)?.steps.get(row.step_id);
  return {
    id: row.id,
    status: row.status,
    cause: row.cause,
    reason: reasonOf(row, words),
    customer: {
      id: row.customer_id,
      externalId: row.external_id,
      name: name || row.email || row.phone || row.external_id || "Erased customer",
    },
    campaign: {
      id: row.campaign_id,
      name: row.campaign_name ?? "Deleted campaign",
      discount: discountWords(row.discount),
    },
    flow: { id: row.flow_id, name: row.flow_name ?? "Deleted flow" },
    step: { id: row.step_id, name: step?.name ?? row.step_id },
    runId: row.run_id,
    cart: row.cart
      ? {
          total: row.cart.total,
          currency: row.cart.currency,
          items: row.cart.items.reduce((sum, { quantity }) => sum + quantity, 0),
        }
      : null,
    hadBefore: {
      count: row.incentives.length,
      lastAt: row.incentives[0] ? new Date(row.incentives[0].givenAt).toISOString() : null,
    },
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    decision:
      row.decided_at === null
        ? null
        : { by: row.decided_by_name ?? "", at: row.decided_at.toISOString(), note: row.note ?? "" },
    settledAt: row.settled_at?.toISOString() ?? null,
    result: resultOf(row),
  };
}

/** The same with the cart's items, the discounts given before, and whether anybody can still decide. `campaigns`: names by id. */
export function reviewDetailAnswer(
  row: ReviewRow,
  words: ReviewWords,
  campaigns: ReadonlyMap<string, string>,
): z.output<typeof reviewDetail> {
  return {
    ...reviewAnswer(row, words),
    items: (row.cart?.items ?? []).map(({ name, sku, price, quantity }) => ({ name, sku, price, quantity })),
    incentives: row.incentives.map(({ campaignId, code, discount: given, recovery, givenAt }) => ({
      campaign: campaigns.get(campaignId) ?? "Deleted campaign",
      discount: discountWords(given),
      code,
      recovery,
      givenAt: new Date(givenAt).toISOString(),
    })),
    closed: whyClosed(row),
  };
}

/** Why nobody can decide about it any more; null while somebody can. */
export function whyClosed(
  row: Pick<ReviewRow, "status" | "decided_by_name" | "flow_status" | "result" | "result_reason">,
): string | null {
  if (row.status === "approved" || row.status === "refused")
    return `${row.decided_by_name ?? "Somebody"} has ${row.status} this already.`;
  if (row.status === "expired") return "Nobody decided in time: the customer went on without the code.";
  if (row.status === "withdrawn") return `The customer does not wait any more. ${resultOf(row) ?? ""}`.trim();
  if (row.flow_status !== "live" && row.flow_status !== "paused")
    return "The flow was stopped: nobody in it moves on.";
  return null;
}

/** What became of the customer at the step, as a sentence. */
function resultOf({ result, result_reason }: Pick<ReviewRow, "result" | "result_reason">): string | null {
  if (result === null) return null;
  if (result === "moved") return "A new version of the flow brought them to another step.";
  const reason = result_reason ?? "";
  if (result === "ended:exited") return `They left the flow: ${exitWords(reason)}.`;
  if (result === "ended:failed") return "A step failed.";
  if (result === "left:goal") return `${reason}.`;
  return reason ? `${reason}.` : "They went on.";
}

function reasonOf(row: ReviewRow, { flows, facts }: ReviewWords): string {
  if (row.cause === "capped" || row.reason === "") return row.reason;
  const flow = flows.get(row.version_id);
  const review = flow?.steps.get(row.step_id)?.draft.config.review as { when?: unknown } | undefined;
  const when = conditionGroup.safeParse(review?.when);
  if (!flow || !when.success) return row.reason;
  const names = new Set(triggersOf(flow));
  const triggers = facts.events.filter(({ name }) => names.has(name));
  const fields = fieldsOf(triggers[0] ?? null, triggers, facts.segments);
  return describeConditions(when.data, conditionWords(fields, facts)) || row.reason;
}

function triggersOf({ steps }: FlowWords): string[] {
  return [...steps.values()].flatMap(({ draft }) =>
    draft.type === "event-trigger" && typeof draft.config.eventName === "string"
      ? [draft.config.eventName]
      : [],
  );
}

function discountWords(stored: unknown): string {
  const parsed = discount.safeParse(stored);
  return parsed.success ? describeDiscount(parsed.data) : "";
}
