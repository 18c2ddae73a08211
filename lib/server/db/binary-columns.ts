/**
 * Columns of UUIDs and of moments for `unnest`, as bytes: PostgreSQL takes longer to read one of these from text than to write it into an index
 * (decisions/009). Others, and how the functions' names are meant: see columns.ts.
 */

/** A parameter that is cast to uuid[] or timestamptz[]. */
export type BinaryColumn = Buffer<ArrayBuffer>;

/** A column of UUIDs, with dashes or without. null is NULL. @throws TypeError naming what is no UUID */
export function uuidColumn(ids: readonly (string | null)[]): BinaryColumn {
  const bytes = begin(ids.length, UUID);
  let end = bytes.headLength;
  for (let index = 0; index < ids.length; index++) end = putUuid(bytes.all, end, ids[index]!);
  return bytes.all.subarray(0, end);
}

/** The same of one property of each row. */
export function uuidColumnOf<Key extends string>(
  rows: readonly { readonly [K in Key]: string | null }[],
  key: Key,
): BinaryColumn {
  const bytes = begin(rows.length, UUID);
  let end = bytes.headLength;
  for (let index = 0; index < rows.length; index++) end = putUuid(bytes.all, end, rows[index]![key]);
  return bytes.all.subarray(0, end);
}

/** A column of one property of each row that is a moment, a Date or epoch ms. null is NULL. @throws RangeError where it is no moment */
export function momentColumnOf<Key extends string>(
  rows: readonly { readonly [K in Key]: Date | number | null }[],
  key: Key,
): BinaryColumn {
  const bytes = begin(rows.length, MOMENT);
  let end = bytes.headLength;
  let last = Number.NaN;
  let micros = 0n;
  for (let index = 0; index < rows.length; index++) {
    const value = rows[index]![key];
    if (value === null) {
      end = bytes.all.writeInt32BE(NULL_LENGTH, end);
      continue;
    }
    // A batch writes few different moments: most rows repeat the one before. A part of a millisecond is left out, as a Date leaves it out.
    const at = Number(value);
    if (at !== last) micros = BigInt(Math.trunc(at) - PG_EPOCH_MS) * 1000n;
    last = at;
    end = bytes.all.writeBigInt64BE(micros, bytes.all.writeInt32BE(MOMENT.size, end));
  }
  return bytes.all.subarray(0, end);
}

// The binary form of arrays (array_recv in PostgreSQL's sources): dimensions, whether there are NULLs, the elements' type; then the first
// dimension's length and lower bound; then each element after its length. UUIDs are their 16 bytes, moments µs since 2000.
const UUID = { oid: 2950, size: 16 };
const MOMENT = { oid: 1184, size: 8 };
const NULL_LENGTH = -1;
const PG_EPOCH_MS = Date.UTC(2000, 0);

/** Room for so many elements, with the head written. */
function begin(length: number, { oid, size }: typeof UUID): { all: BinaryColumn; headLength: number } {
  const head = length === 0 ? [0, 0, oid] : [1, 1, oid, length, 1];
  const all = Buffer.allocUnsafe(4 * head.length + (4 + size) * length);
  for (const [index, value] of head.entries()) all.writeInt32BE(value, 4 * index);
  return { all, headLength: 4 * head.length };
}

/** Where the two digits of each byte stand in a UUID's text. */
const PLACES = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);
const PLACES_UNDASHED = PLACES.map((_, index) => 2 * index);

const NO_DIGIT = 16;
/** What the ASCII characters are worth as hexadecimal digits. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = String.fromCharCode(code);
  return /[0-9a-f]/i.test(digit) ? Number.parseInt(digit, 16) : NO_DIGIT;
});

/** Writes one element at `at`. @returns where it ends */
function putUuid(bytes: Buffer, at: number, id: string | null): number {
  if (id === null) return bytes.writeInt32BE(NULL_LENGTH, at);
  const places = id.length === 36 ? PLACES : PLACES_UNDASHED;
  let end = bytes.writeInt32BE(UUID.size, at);
  let codes = 0;
  let digits = 0;
  for (let index = 0; index < UUID.size; index++) {
    const place = places[index]!;
    const code = id.charCodeAt(place);
    const next = id.charCodeAt(place + 1);
    const high = DIGITS[code]!;
    const low = DIGITS[next]!;
    codes |= code | next;
    digits |= high | low;
    bytes[end++] = (high << 4) | low;
  }
  const isSound = (id.length === 36 || id.length === 32) && codes < DIGITS.length && digits < NO_DIGIT;
  if (!isSound) throw new TypeError(`No UUID: ${id}`);
  return end;
}
