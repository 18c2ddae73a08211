/** Pixels of an edge that `count` customers took, when the busiest took `most`: by the logarithm, so that one in a thousand still shows. */
export function edgeWidth(count: number, most: number): number {
  if (count <= 0) return 1;
  if (most <= 1) return 3;
  return 1.5 + 8.5 * (Math.log1p(count) / Math.log1p(most));
}
