import { randomFillSync } from "node:crypto";

const pool = new Uint8Array(16_384);
let used = pool.length;

/** Random bytes, each handed out once: asking the system for many at a time costs a batch of thousands much less. */
export function randomBytes(count: number): Uint8Array {
  if (count > pool.length) return randomFillSync(new Uint8Array(count));
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.slice(used, used + count);
  // What was handed out is not to be found here later.
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}
