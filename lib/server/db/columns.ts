import { shardOf } from "@/lib/domain/shard";

/**
 * Whole columns for `unnest`, one parameter each. The driver's own arrays quote and escape every element, which took a tenth of a batch's
 * time; these quote only what needs it.
 *
 * Those that end in Of take the rows and the name of a property. A function that picks it (`rows.map(({ id }) => id)`) is made anew for each batch, and V8
 * forgets the optimised code of one that nobody holds any more: each collection of old objects made it optimise dozens of them again.
 */

type Value = string | number | boolean | Date | null;

/** An array literal of ids, words, numbers, moments or booleans. null is NULL. */
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

/** A column that is sent as bytes: PostgreSQL takes half a µs to read an id or a moment that is text, and next to nothing for these (decisions/009). */
type Bytes = Buffer<ArrayBuffer>;

/** A column of UUIDs, for a parameter that is cast to uuid[]. null is NULL. */
export function uuidColumn(ids: readonly (string | null)[]): Bytes {
  let hex = headOf(ids.length, UUID_OID);
  for (let index = 0; index < ids.length; index++) hex += uuidBytes(ids[index]!);
  return bytesOf(hex);
}

/** The same of one property of each row. */
export function uuidColumnOf<Key extends string>(
  rows: readonly { readonly [K in Key]: string | null }[],
  key: Key,
): Bytes {
  let hex = headOf(rows.length, UUID_OID);
  for (let index = 0; index < rows.length; index++) hex += uuidBytes(rows[index]![key]);
  return bytesOf(hex);
}

/** A column of one property of each row that is a moment, a Date or epoch ms, for a parameter that is cast to timestamptz[]. null is NULL. */
export function momentColumnOf<Key extends string>(
  rows: readonly { readonly [K in Key]: Date | number | null }[],
  key: Key,
): Bytes {
  let hex = headOf(rows.length, TIMESTAMPTZ_OID);
  let last: number | null = null;
  let shown = "";
  for (let index = 0; index < rows.length; index++) {
    const value = rows[index]![key];
    const at = value === null ? null : Number(value);
    // A batch writes few different moments: most rows repeat the one before.
    if (at !== null && at !== last) {
      last = at;
      shown = momentBytes(at);
    }
    hex += at === null ? NULL_BYTES : shown;
  }
  return bytesOf(hex);
}

// The binary form of arrays (array_recv in PostgreSQL's sources): dimensions, whether there are NULLs, the elements' type; then the first
// dimension's length and lower bound; then each element after its length. It is put together as hexadecimal text, since one conversion of
// all is faster than thousands of writes.
const UUID_OID = 2950;
const TIMESTAMPTZ_OID = 1184;
const NULL_BYTES = "ffffffff";

function headOf(length: number, oid: number): string {
  const parts = length === 0 ? [0, 0, oid] : [1, 1, oid, length, 1];
  return parts.map((part) => part.toString(16).padStart(8, "0")).join("");
}

function uuidBytes(id: string | null): string {
  if (id === null) return NULL_BYTES;
  // With dashes or without them. Any other length would move the boundaries of those after it.
  if (id.length !== 36 && id.length !== 32) throw new TypeError(`No UUID: ${id}`);
  return `00000010${id}`;
}

const PG_EPOCH_MS = Date.UTC(2000, 0);

/** µs since 2000, in eight bytes. A part of a millisecond is left out, as a Date leaves it out. @throws RangeError where it is no moment */
function momentBytes(epochMs: number): string {
  const micros = BigInt.asUintN(64, BigInt(Math.trunc(epochMs) - PG_EPOCH_MS) * 1000n);
  return `00000008${micros.toString(16).padStart(16, "0")}`;
}

/** @throws TypeError where an id is no hexadecimal number: the column would end there */
function bytesOf(hex: string): Bytes {
  const digits = hex.replaceAll("-", "");
  const bytes = Buffer.from(digits, "hex");
  if (bytes.length * 2 !== digits.length) throw new TypeError("A column of UUIDs holds something else.");
  return bytes;
}

function element(value: string | number | boolean | Date | null): string {
  if (value === null) return "NULL";
  if (typeof value === "string")
    return PLAIN.test(value) && !NULL_WORD.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
  return value instanceof Date ? value.toISOString() : String(value);
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
