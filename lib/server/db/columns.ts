import { shardOf } from "@/lib/domain/shard";
import type { BinaryColumn } from "./binary-columns";

/**
 * Whole columns for `unnest`, one parameter each; those of UUIDs and moments are made in binary-columns.ts. The driver's own arrays quote and
 * escape every element, which took a tenth of a batch's time; these quote only what needs it.
 *
 * Those that end in Of take the rows and the name of a property. A function that picks it (`rows.map(({ id }) => id)`) is made anew for each batch, and V8
 * forgets the optimised code of one that nobody holds any more: each collection of old objects made it optimise dozens of them again.
 */

/** A parameter that is a whole column. */
export type Column = string | BinaryColumn;

type Value = string | number | boolean | null;

/** An array literal of words, numbers or booleans. null is NULL. */
export function column(values: readonly Value[]): string {
  let text = "{";
  for (let index = 0; index < values.length; index++)
    text += index === 0 ? element(values[index]!) : `,${element(values[index]!)}`;
  return `${text}}`;
}

/** The same of one property of each row. */
export function columnOf<Key extends string>(
  rows: readonly { readonly [K in Key]: Value }[],
  key: Key,
): string {
  let text = "{";
  for (let index = 0; index < rows.length; index++)
    text += index === 0 ? element(rows[index]![key]) : `,${element(rows[index]![key])}`;
  return `${text}}`;
}

/** An array literal of the shards in which these ids (of customers, or of what carries a customer's shard) lie. */
export function shardColumn(ids: readonly string[]): string {
  return `{${ids.map(shardOf).join(",")}}`;
}

/** The same of one property of each row. */
export function shardColumnOf<Key extends string>(
  rows: readonly { readonly [K in Key]: string }[],
  key: Key,
): string {
  let text = "{";
  for (let index = 0; index < rows.length; index++)
    text += index === 0 ? shardOf(rows[index]![key]) : `,${shardOf(rows[index]![key])}`;
  return `${text}}`;
}

/** An array literal of the shards of these ids, each once: for statements that name whole columns of keys. */
export function shardsOf(ids: readonly string[]): string {
  return `{${[...new Set(ids.map(shardOf))].join(",")}}`;
}

function element(value: Value): string {
  if (value === null) return "NULL";
  if (typeof value === "string")
    return PLAIN.test(value) && !NULL_WORD.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
  return String(value);
}

// In any case: PostgreSQL reads Null as nothing, too.
const NULL_WORD = /^null$/i;
const PLAIN = /^[A-Za-z0-9_:.@+-]+$/;

/** JSON texts as one string: JSON holds no control character unescaped, so one of them separates. Read in SQL by `jsonColumnAt`. null is NULL. */
export function jsonColumn(values: readonly (string | null)[]): string {
  return values.map((value) => value ?? "\u001d").join("\u001e");
}

/** The same of what one property of each row is as JSON: null is JSON's null, what is undefined is NULL. */
export function jsonColumnOf<Key extends string>(
  rows: readonly { readonly [K in Key]: unknown }[],
  key: Key,
): string {
  let text = "";
  for (let index = 0; index < rows.length; index++) {
    const json = JSON.stringify(rows[index]![key]) ?? "\u001d";
    text += index === 0 ? json : `\u001e${json}`;
  }
  return text;
}

/** The SQL that reads parameter `n`, written by `jsonColumn`, as text[]. */
export function jsonColumnAt(n: number): string {
  return `string_to_array($${n}, E'\\x1e', E'\\x1d')`;
}
