import type { Condition } from "@/lib/domain/condition/condition";
import { ATTRIBUTE_PREFIX, CONSENT_PREFIX } from "@/lib/domain/condition/fields";
import { momentOf } from "@/lib/domain/condition/moment";
import { consentPart } from "@/lib/domain/customer/consent";
import type { EventFilter, SegmentRule } from "@/lib/domain/segment/rule";
import { eventWaits } from "@/lib/server/db/events/waits";

const DAY_MS = 86_400_000;

/** Collects the values of a statement; `$n` stands where one was added. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/**
 * The rule as an SQL condition on a row `c` of customer: it holds for exactly those whom `matches` (lib/domain/segment) would take. Every value
 * goes in as a parameter. Events that the engine has not handled yet do not count: it will, and tells who enters by them.
 * @param now epoch ms
 */
export function ruleSql(rule: SegmentRule, parameters: Parameters, now: number): string {
  if (rule.filters.length === 0) return "true";
  const parts = rule.filters.map((filter) => {
    if ("filters" in filter) return ruleSql(filter, parameters, now);
    return "event" in filter ? eventSql(filter, parameters, now) : conditionSql(filter, parameters);
  });
  return `(${parts.join(rule.match === "any" ? " OR " : " AND ")})`;
}

const COMPARE: Record<EventFilter["comparison"], string> = { more_than: ">", exactly: "=", less_than: "<" };

function eventSql(filter: EventFilter, parameters: Parameters, now: number): string {
  const name = parameters.add(filter.event, "text");
  const value = parameters.add(filter.value, "int");
  const what =
    filter.metric === "occurred"
      ? "count(*)"
      : `floor((${parameters.add(now, "bigint")} - extract(epoch FROM max(e.occurred_at)) * 1000) / ${DAY_MS})`;
  // Nobody's latest event is NULL, which compares with nothing.
  return `coalesce((SELECT ${what} FROM event e
    WHERE e.shard = c.shard AND e.customer_id = c.id AND e.name = ${name}
      AND ${eventWaits("c.shard", "e.id")} IS NULL) ${COMPARE[filter.comparison]} ${value}, false)`;
}

const COLUMNS: Record<string, string> = {
  "customer.externalId": "to_jsonb(c.external_id)",
  "customer.email": "to_jsonb(c.email)",
  "customer.phone": "to_jsonb(c.phone)",
  "customer.firstName": "to_jsonb(c.first_name)",
  "customer.lastName": "to_jsonb(c.last_name)",
  "customer.locale": "to_jsonb(c.locale)",
  "customer.timeZone": "to_jsonb(c.time_zone)",
  "customer.consent.email": "to_jsonb(coalesce(c.consent -> 'email' ->> 'state', 'unknown'))",
  "customer.consent.sms": "to_jsonb(coalesce(c.consent -> 'sms' ->> 'state', 'unknown'))",
  "customer.agentConversation": "to_jsonb(c.agent_conversation)",
  "customer.orderCount": "to_jsonb(c.order_count)",
  "customer.orderTotal": "to_jsonb(c.order_total)",
  "customer.lastOrderAt": `to_jsonb(to_char(c.last_order_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
};

const OPPOSITE = { is_not: "is", not_in: "in", not_contains: "contains", is_not_set: "is_set" } as const;

function conditionSql({ field, operator, value }: Condition, parameters: Parameters): string {
  const column = COLUMNS[field] ?? topicColumn(field, parameters) ?? attributeColumn(field, parameters);
  const opposite = OPPOSITE[operator as keyof typeof OPPOSITE];
  const test = testSql(opposite ?? operator, value, parameters);
  // A list is looked at entry by entry; JSON's null and a missing value are no value at all.
  const some = `EXISTS (SELECT FROM jsonb_array_elements(
    CASE jsonb_typeof(${column}) WHEN 'array' THEN ${column} WHEN 'null' THEN '[]' ELSE coalesce(jsonb_build_array(${column}), '[]') END) AS x (v)
    WHERE x.v IS NOT NULL AND jsonb_typeof(x.v) <> 'null' AND ${test})`;
  return opposite ? `NOT ${some}` : some;
}

// In every Unicode script, whatever the database's own locale folds.
const LOWER = `lower((x.v #>> '{}') COLLATE "und-x-icu")`;

/** Consent to a topic, as consentTo (lib/domain/customer) reads it; null when the field is no such one. */
function topicColumn(field: string, parameters: Parameters): string | null {
  if (!field.startsWith(CONSENT_PREFIX)) return null;
  const key = field.slice(CONSENT_PREFIX.length);
  const part = consentPart(key);
  if (!part) return null;
  return `to_jsonb(CASE WHEN c.consent -> ${parameters.add(key, "text")} ->> 'state' = 'denied' THEN 'denied'
    ELSE coalesce(c.consent -> '${part.channel}' ->> 'state', 'unknown') END)`;
}

function attributeColumn(field: string, parameters: Parameters): string {
  return `(c.attributes -> ${parameters.add(field.slice(ATTRIBUTE_PREFIX.length), "text")})`;
}

function testSql(
  operator: Condition["operator"],
  wanted: Condition["value"],
  parameters: Parameters,
): string {
  switch (operator) {
    case "is_set":
      return `x.v <> '""'`;
    case "is":
      return sameSql(wanted, parameters);
    case "in":
      return Array.isArray(wanted)
        ? `(${wanted.map((entry) => sameSql(entry, parameters)).join(" OR ") || "false"})`
        : "false";
    case "contains":
      return ofType("string", `position(${lowered(wanted, parameters)} IN ${LOWER}) > 0`);
    case "starts_with":
      return ofType("string", `starts_with(${LOWER}, ${lowered(wanted, parameters)})`);
    case "greater":
      return numberSql(">", wanted, parameters);
    case "greater_or_equal":
      return numberSql(">=", wanted, parameters);
    case "less":
      return numberSql("<", wanted, parameters);
    case "less_or_equal":
      return numberSql("<=", wanted, parameters);
    case "before":
      return momentSql("<", wanted, parameters);
    case "after":
      return momentSql(">", wanted, parameters);
    default:
      return "false";
  }
}

function sameSql(wanted: Condition["value"], parameters: Parameters): string {
  if (typeof wanted === "number") return ofType("number", equals(wanted, parameters));
  if (typeof wanted === "boolean")
    return ofType("boolean", `x.v = to_jsonb(${parameters.add(wanted, "boolean")})`);
  if (typeof wanted !== "string") return "false";
  const word = wanted.toLowerCase();
  const number = wanted.trim() === "" ? Number.NaN : Number(wanted);
  return `CASE jsonb_typeof(x.v) WHEN 'string' THEN ${LOWER} = ${parameters.add(word, "text")}
    WHEN 'boolean' THEN x.v::text = ${parameters.add(word, "text")}
    WHEN 'number' THEN ${Number.isNaN(number) ? "false" : equals(number, parameters)} ELSE false END`;
}

function equals(wanted: number, parameters: Parameters): string {
  return `(x.v #>> '{}')::float8 = ${parameters.add(wanted, "float8")}`;
}

function numberSql(sign: string, wanted: Condition["value"], parameters: Parameters): string {
  if (typeof wanted !== "number" && (typeof wanted !== "string" || wanted.trim() === "")) return "false";
  const number = Number(wanted);
  if (Number.isNaN(number)) return "false";
  return ofType("number", `(x.v #>> '{}')::float8 ${sign} ${parameters.add(number, "float8")}`);
}

function momentSql(sign: string, wanted: Condition["value"], parameters: Parameters): string {
  const moment = typeof wanted === "string" ? momentOf(wanted) : null;
  if (moment === null) return "false";
  return ofType(
    "string",
    `coalesce(condition_moment(x.v #>> '{}') ${sign} ${parameters.add(moment, "bigint")}, false)`,
  );
}

function lowered(wanted: Condition["value"], parameters: Parameters): string {
  return parameters.add(String(wanted ?? "").toLowerCase(), "text");
}

/** CASE, since AND may look at its second side first, and a text is no number. */
function ofType(type: "string" | "number" | "boolean", test: string): string {
  return `CASE WHEN jsonb_typeof(x.v) = '${type}' THEN ${test} ELSE false END`;
}
