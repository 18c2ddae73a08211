import type { IdPrefix } from "@/lib/server/compat/ids";

/** A field of a list, by which it can be filtered, ordered and exported. `id`: a UUID that is shown with this prefix. */
export type ListField = {
  sql: string;
  type: "text" | "number" | "moment" | "boolean" | "json" | { id: IdPrefix };
};

/** A list of the product in SQL: where its rows come from and what is known of each. */
export type ListKind = {
  /** Tables and joins, of which every row of the workspace is one of the list. */
  from: string;
  /** Columns of the row itself. */
  workspace: string;
  id: string;
  created: string;
  updated: string | null;
  metadata: string | null;
  /** Its own condition, besides the workspace. */
  where?: string;
  /** The order in which an index has them: the newest first. */
  newest: string;
  prefix: IdPrefix;
  fields: Readonly<Record<string, ListField>>;
};

/** The customer of a row, joined by the id in this column: their shard is in the id's last byte. */
export function customerJoin(column: string): string {
  return `LEFT JOIN customer cu ON cu.shard = ('x' || right(${column}::text, 2))::bit(8)::int % 64 AND cu.id = ${column}`;
}
