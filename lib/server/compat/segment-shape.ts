import type { Condition, Operator } from "@/lib/domain/condition/condition";
import type { EventFilter, SegmentFilter, SegmentRule } from "@/lib/domain/segment/rule";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { StoredSegment } from "@/lib/server/db/segments/segment-row";
import { CompatError } from "./errors";
import { publicId } from "./ids";

const FIELDS: Record<string, string> = {
  source_id: "customer.externalId",
  email: "customer.email",
  phone: "customer.phone",
  "summary.orders.total_count": "customer.orderCount",
  "summary.orders.total_amount": "customer.orderTotal",
  "summary.orders.last_order_date": "customer.lastOrderAt",
  description: "customer.attributes.description",
  birthdate: "customer.attributes.birthdate",
};
const OPERATORS: Record<string, Operator> = {
  $is: "in",
  $in: "in",
  $is_not: "not_in",
  $not_in: "not_in",
  $contains: "contains",
  $not_contain: "not_contains",
  $starts_with: "starts_with",
  $more_than: "greater",
  $more_than_or_equal: "greater_or_equal",
  $less_than: "less",
  $less_than_or_equal: "less_or_equal",
  $after: "after",
  $before: "before",
  $has_value: "is_set",
  $is_unknown: "is_not_set",
};
const COMPARISONS = { $more_than: "more_than", $is: "exactly", $less_than: "less_than" } as const;
/** What of an event is asked about: how often it is on the log, or how many days ago the latest one was. */
const METRICS = { $count: "occurred", $days_ago: "last_occurred" } as const;

/** A segment as the compatible API shows it. */
export function segmentShape(segment: StoredSegment): Record<string, unknown> {
  const auto = segment.type === "auto";
  return {
    id: publicId("seg", segment.id),
    name: segment.name,
    created_at: segment.created_at.toISOString(),
    metadata: {},
    type: auto ? "auto-update" : "static",
    ...(auto ? { filter: filterOf(segment.rule) } : {}),
    initial_sync_status: segment.built_shards < SHARD_COUNT ? "IN_PROGRESS" : "DONE",
    object: "segment",
  };
}

/** A filter of the compatible API as our rule. @throws CompatError invalid_payload | not_supported */
export function ruleOfFilter(filter: Record<string, unknown>): SegmentRule {
  const { junction = "and", ...fields } = filter;
  const word = String(junction).toLowerCase();
  if (word !== "and" && word !== "or")
    throw new CompatError("invalid_payload", 'filter.junction: "and" or "or".');
  const filters = Object.entries(fields).flatMap(([name, part]) => {
    const conditions = (part as { conditions?: unknown } | null)?.conditions;
    if (typeof conditions !== "object" || conditions === null || Object.keys(conditions).length === 0)
      throw new CompatError(
        "invalid_payload",
        `filter.${name}: give its conditions, such as {"conditions": {"$is": "…"}}.`,
      );
    return Object.entries(conditions).map(([operator, value]) => filterPart(name, operator, value));
  });
  return { match: word === "and" ? "all" : "any", filters };
}

function filterPart(name: string, operator: string, value: unknown): SegmentFilter {
  if (name.startsWith("event.")) return eventPart(name, operator, value);
  const field = fieldOf(name);
  const known = OPERATORS[operator];
  if (!field || !known)
    throw new CompatError(
      "not_supported",
      `filter.${name}.${operator}: see docs/compatibility.md for what segments can ask.`,
    );
  if (known === "is_set" || known === "is_not_set") return { field, operator: known };
  const values = [value].flat();
  const single = known === "in" || known === "not_in" ? values : values[0];
  if (values.length === 0 || (!Array.isArray(single) && values.length > 1))
    throw new CompatError("invalid_payload", `filter.${name}.${operator}: give one value.`);
  return { field, operator: known, value: single } as Condition;
}

function eventPart(name: string, metric: string, comparisons: unknown): EventFilter {
  const [entry, ...more] = Object.entries((comparisons ?? {}) as Record<string, unknown>);
  const [comparison, value] = entry ?? [];
  const known = METRICS[metric as keyof typeof METRICS];
  const compared = COMPARISONS[comparison as keyof typeof COMPARISONS];
  if (!known || !compared || more.length > 0)
    throw new CompatError(
      "invalid_payload",
      `filter.${name}: write {"conditions": {"$count": {"$more_than": 0}}}; $days_ago, $is and $less_than as well.`,
    );
  return { event: name.slice("event.".length), metric: known, comparison: compared, value: value as number };
}

function fieldOf(name: string): string | null {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name] ?? null;
  const address = /^address[._](line_1|line_2|city|postal_code|state|country)$/.exec(name)?.[1];
  if (address) return `customer.attributes.address_${address}`;
  const key = /^metadata\.([A-Za-z_][A-Za-z0-9_-]{0,59})$/.exec(name)?.[1];
  return key ? `customer.attributes.${key}` : null;
}

function filterOf({ match, filters }: SegmentRule): Record<string, unknown> {
  const parts: Record<string, { conditions: Record<string, unknown> }> = {};
  for (const filter of filters) {
    const shown =
      "filters" in filter ? null : "event" in filter ? shownEvent(filter) : shownCondition(filter);
    // Groups within groups have no word there.
    if (!shown) return { junction: match === "all" ? "and" : "or", groups: filters };
    parts[shown.name] = { conditions: { ...parts[shown.name]?.conditions, [shown.operator]: shown.value } };
  }
  return { junction: match === "all" ? "and" : "or", ...parts };
}

function shownEvent({ event, metric, comparison, value }: EventFilter) {
  const [operator] = Object.entries(METRICS).find(([, ours]) => ours === metric) ?? ["$count"];
  const [compared] = Object.entries(COMPARISONS).find(([, ours]) => ours === comparison) ?? ["$is"];
  return { name: `event.${event}`, operator, value: { [compared]: value } };
}

function shownCondition({ field, operator, value }: Condition) {
  const [known] = Object.entries(FIELDS).find(([, ours]) => ours === field) ?? [];
  const attribute = field.replace("customer.attributes.", "");
  const name =
    known ??
    (attribute.startsWith("address_")
      ? attribute.replace("_", ".")
      : attribute === field
        ? field
        : `metadata.${attribute}`);
  const shown = operator === "is" ? "$is" : operator === "is_not" ? "$is_not" : operatorOf(operator);
  return { name, operator: shown, value: value ?? true };
}

function operatorOf(operator: Operator): string {
  const [name] = Object.entries(OPERATORS).findLast(([, ours]) => ours === operator) ?? ["$is"];
  return name;
}
