import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { type Column, columnOf, jsonColumnAt, jsonColumnOf } from "@/lib/server/db/columns";

/** PostgreSQL's type of each column that is written. */
export type ColumnTypes = Record<
  string,
  "smallint" | "int" | "bigint" | "text" | "boolean" | "uuid" | "timestamptz" | "json" | "jsonb"
>;

/** Rows of one table, with a value for each of its columns. Moments are Dates, JSON is what it says. */
export type TableRows = { table: string; types: ColumnTypes; rows: readonly Record<string, unknown>[] };

export type PlainInsert = { name: string; text: string; values: Column[] };

/** One INSERT of all rows, with each column as one parameter, encoded as the product encodes its own. */
export function plainInsert({ table, types, rows }: TableRows): PlainInsert {
  const columns = Object.entries(types);
  const names = columns.map(([name]) => name).join(", ");
  const given = columns.map(([, type], index) =>
    isJson(type) ? jsonColumnAt(index + 1) : `$${index + 1}::${type}[]`,
  );
  const read = columns.map(([name, type]) => (isJson(type) ? `u.${name}::${type}` : `u.${name}`));
  return {
    name: `insert-${table}`,
    text: `INSERT INTO ${table} (${names}) SELECT ${read.join(", ")} FROM unnest(${given.join(", ")}) AS u (${names})`,
    values: columns.map(([name, type]) => encoded(rows, name, type)),
  };
}

function encoded(rows: TableRows["rows"], name: string, type: ColumnTypes[string]): Column {
  if (isJson(type)) return jsonColumnOf(rows, name);
  if (type === "uuid") return uuidColumnOf(rows as Record<string, string | null>[], name);
  if (type === "timestamptz") return momentColumnOf(rows as Record<string, Date | null>[], name);
  return columnOf(rows as Record<string, string | number | boolean | null>[], name);
}

const isJson = (type: string) => type === "json" || type === "jsonb";
