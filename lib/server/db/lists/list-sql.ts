import { DomainError } from "@/lib/domain/errors";
import type { FilterOperator, ListFilters, Narrowing, Span } from "@/lib/domain/list/narrowing";
import { uuidOf } from "@/lib/server/compat/ids";
import type { ListField, ListKind } from "./list-kind";

/** The conditions and the order of a narrowed list, and the values they speak of: $1 is the workspace. */
export type ListSql = { from: string; order: string; values: unknown[] };

/**
 * Turns what a caller asks of a list into SQL. Names are only ever looked up among the fields of the list; everything else that came from
 * outside is a parameter.
 * @param also conditions of the use-case, and the value that each ? in one stands for
 * @throws DomainError invalid_input
 */
export function listSql(
  kind: ListKind,
  workspaceId: string,
  narrowing: Narrowing,
  also: readonly (readonly [string, unknown])[] = [],
): ListSql {
  const values: unknown[] = [workspaceId];
  const param = (value: unknown) => `$${values.push(value)}`;
  const { filters, created_at, updated_at } = narrowing;
  const where = [
    `${kind.workspace} = $1`,
    ...(kind.where ? [kind.where] : []),
    ...also.map(([left, value]) => left.replaceAll("?", param(value))),
    ...spanSql(kind.created, created_at, param),
    ...(updated_at ? spanSql(kind.updated ?? kind.created, updated_at, param) : []),
    ...(filters && filters.fields.length > 0 ? [filterSql(kind, filters, param)] : []),
  ];
  const order = orderOf(kind, narrowing, where, param);
  return { from: `FROM ${kind.from} WHERE ${where.join(" AND ")}`, order, values };
}

type Param = (value: unknown) => string;

function spanSql(column: string, span: Span | undefined, param: Param): string[] {
  return [
    ...(span?.after ? [`${column} > ${param(span.after)}`] : []),
    ...(span?.before ? [`${column} < ${param(span.before)}`] : []),
  ];
}

function orderOf(kind: ListKind, narrowing: Narrowing, where: string[], param: Param): string {
  const { order, starting_after_id: after } = narrowing;
  const down = order === undefined || order.startsWith("-");
  const name = order?.replace(/^-/, "") ?? "created_at";
  const column = name === "created_at" ? kind.created : fieldOf(kind, name, "order").sql;
  if (after === undefined && order === undefined) return kind.newest;
  if (after !== undefined) {
    if (name !== "created_at")
      throw new DomainError(
        "invalid_input",
        "starting_after_id: it goes with order=created_at or -created_at alone.",
      );
    const id = param(uuidOf(kind.prefix, after));
    const row = `(SELECT ${kind.created}, ${kind.id} FROM ${kind.from} WHERE ${kind.workspace} = $1 AND ${kind.id} = ${id}::uuid)`;
    where.push(`(${kind.created}, ${kind.id}) ${down ? "<" : ">"} ${row}`);
  }
  const way = down ? "DESC" : "ASC";
  return `${column} ${way} NULLS LAST, ${kind.id} ${way}`;
}

function filterSql(kind: ListKind, { any, fields }: ListFilters, param: Param): string {
  const parts = fields.flatMap(({ field, conditions }) => {
    const known = fieldOf(kind, field, "filters");
    const of = Object.entries(conditions) as [FilterOperator, string[]][];
    return `(${of.map(([operator, given]) => conditionSql(known, { field, operator, given }, param)).join(" AND ")})`;
  });
  return `(${parts.join(any ? " OR " : " AND ")})`;
}

/** A field by the name a caller gave it; `metadata.size` is what the metadata holds as size. */
export function fieldOf(kind: ListKind, name: string, where: string): ListField {
  const known = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
  if (known) return known;
  const key = /^metadata\.([A-Za-z0-9_ -]{1,60})$/.exec(name)?.[1];
  if (key !== undefined && kind.metadata !== null)
    return { sql: `${kind.metadata}->>'${key}'`, type: "text" };
  const names = Object.keys(kind.fields).join(", ");
  throw new DomainError(
    "invalid_input",
    `${where}: there is no field ${name.slice(0, 60)} here. Fields are ${names}.`,
    {
      issues: [{ path: where, message: "unknown field" }],
    },
  );
}

type Condition = { field: string; operator: FilterOperator; given: string[] };

function conditionSql({ sql, type }: ListField, condition: Condition, param: Param): string {
  const { operator } = condition;
  if (operator === "$has_value") return `${sql} IS NOT NULL`;
  if (operator === "$is_unknown") return `${sql} IS NULL`;
  if (type === "json")
    throw unfit(condition, "it holds more than one value: ask for a part, such as metadata.size");
  const values = valuesOf(type, condition);
  const list = `${param(values)}::${SQL_TYPE[typeof type === "string" ? type : "id"]}[]`;
  if (operator === "$is" || operator === "$in") return `${sql} = ANY(${list})`;
  if (operator === "$is_not" || operator === "$not_in") return `(${sql} IS NULL OR ${sql} <> ALL(${list}))`;
  const compare = COMPARE[operator];
  if (compare) {
    if (type !== "number" && type !== "moment") throw unfit(condition, "it is neither a number nor a moment");
    return `${sql} ${compare} (${list})[1]`;
  }
  if (type !== "text") throw unfit(condition, "it is no text");
  const found = `EXISTS (SELECT FROM unnest(${list}) AS part WHERE ${PARTS[operator]?.(sql)})`;
  return operator === "$not_contain" ? `(${sql} IS NULL OR NOT ${found})` : found;
}

const SQL_TYPE = {
  text: "text",
  number: "numeric",
  moment: "timestamptz",
  boolean: "boolean",
  json: "text",
  id: "uuid",
};
const COMPARE: Partial<Record<FilterOperator, string>> = {
  $more_than: ">",
  $less_than: "<",
  $more_than_equal: ">=",
  $less_than_equal: "<=",
  $after: ">",
  $before: "<",
};
const contains = (sql: string) => `position(part IN ${sql}) > 0`;
const PARTS: Partial<Record<FilterOperator, (sql: string) => string>> = {
  $contains: contains,
  $not_contain: contains,
  $starts_with: (sql) => `starts_with(${sql}, part)`,
  $ends_with: (sql) => `right(${sql}, length(part)) = part`,
};

function valuesOf(type: ListField["type"], condition: Condition): unknown[] {
  const { given } = condition;
  if (given.length === 0) throw unfit(condition, "give a value");
  if (typeof type === "object") return given.map((text) => uuidOf(type.id, text) ?? NOBODY);
  switch (type) {
    case "number":
      if (given.some((text) => text.trim() === "" || !Number.isFinite(Number(text))))
        throw unfit(condition, "give a number");
      return given.map(Number);
    case "moment":
      if (given.some((text) => !/^\d{4}-/.test(text) || Number.isNaN(Date.parse(text))))
        throw unfit(condition, "give a moment such as 2026-05-01T00:00:00Z");
      return given.map((text) => new Date(text).toISOString());
    case "boolean":
      if (given.some((text) => text !== "true" && text !== "false"))
        throw unfit(condition, "give true or false");
      return given.map((text) => text === "true");
    default:
      return given;
  }
}

// An id of another kind names none of these.
const NOBODY = "00000000-0000-0000-0000-000000000000";

function unfit({ field, operator }: Condition, why: string): DomainError {
  return new DomainError("invalid_input", `filters[${field}][conditions][${operator}]: ${why}.`);
}
