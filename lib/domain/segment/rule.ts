import { z } from "zod";
import { type Condition, condition } from "@/lib/domain/condition/condition";
import { CONSENT_PREFIX } from "@/lib/domain/condition/fields";
import { consentPart } from "@/lib/domain/customer/consent";

/** What the columns of a customer are called in conditions; attributes come beside them. */
export const CUSTOMER_FIELDS = [
  "customer.externalId",
  "customer.email",
  "customer.phone",
  "customer.firstName",
  "customer.lastName",
  "customer.locale",
  "customer.timeZone",
  "customer.consent.email",
  "customer.consent.sms",
  "customer.agentConversation",
  "customer.orderCount",
  "customer.orderTotal",
  "customer.lastOrderAt",
] as const;
const ATTRIBUTE = /^customer\.attributes\.[A-Za-z_][A-Za-z0-9_-]{0,59}$/;

function isTopicField(field: string): boolean {
  return field.startsWith(CONSENT_PREFIX) && consentPart(field.slice(CONSENT_PREFIX.length)) !== null;
}

export const METRICS = ["occurred", "last_occurred"] as const;
export const COMPARISONS = ["more_than", "exactly", "less_than"] as const;

/**
 * About one event of a customer, as far as the log is kept (retentionMonths). occurred: how often it is there. last_occurred: how many whole days (24 hours each) ago the latest one
 * happened; somebody who never did it fits none of the three comparisons.
 */
const eventFilter = z.object({
  event: z.string().min(1, "Choose an event.").max(120),
  metric: z.enum(METRICS),
  comparison: z.enum(COMPARISONS),
  value: z.int("Write a whole number.").min(0, "Write 0 or more.").max(100_000, "Write at most 100,000."),
});
export type EventFilter = z.output<typeof eventFilter>;

const customerCondition = condition.refine(
  ({ field }) =>
    (CUSTOMER_FIELDS as readonly string[]).includes(field) || ATTRIBUTE.test(field) || isTopicField(field),
  { message: "A segment asks about fields of the customer.", path: ["field"] },
);

export type SegmentFilter = Condition | EventFilter | SegmentRule;
/** All of its filters, or any of them; groups nest. A group without filters holds for everybody. */
export type SegmentRule = { match: "all" | "any"; filters: SegmentFilter[] };

/** Groups in groups: deeper than this nobody reads them. */
const DEEPEST = 3;

function ruleOfDepth(depth: number): z.ZodType<SegmentRule, SegmentRule> {
  const filter: z.ZodType<SegmentFilter, SegmentFilter> =
    depth < DEEPEST
      ? z.union([eventFilter, customerCondition, z.lazy(() => ruleOfDepth(depth + 1))])
      : z.union([eventFilter, customerCondition]);
  return z.object({ match: z.enum(["all", "any"]), filters: z.array(filter).max(50, "At most 50 filters.") });
}

/** What decides who belongs to an auto-update segment. */
export const segmentRule = ruleOfDepth(1);

/** What a rule looks at: only these things can change who belongs. */
export function dependsOn(rule: SegmentRule): {
  events: Set<string>;
  recency: Set<string>;
  profile: boolean;
} {
  const found = { events: new Set<string>(), recency: new Set<string>(), profile: false };
  for (const filter of rule.filters) {
    if ("filters" in filter) {
      const inner = dependsOn(filter);
      for (const name of inner.events) found.events.add(name);
      for (const name of inner.recency) found.recency.add(name);
      found.profile ||= inner.profile;
    } else if ("event" in filter) {
      found.events.add(filter.event);
      if (filter.metric === "last_occurred") found.recency.add(filter.event);
    } else found.profile = true;
  }
  return found;
}
