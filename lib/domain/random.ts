/**
 * A number in [0, 1) that depends on nothing but the text: the same run and step always draw the same arm. FNV-1a, then
 * MurmurHash3's finaliser, since FNV alone leaves neighbouring texts correlated in the high bits.
 */
export function drawFrom(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 0x1_0000_0000;
}
