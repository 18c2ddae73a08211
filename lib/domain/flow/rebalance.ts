/**
 * Shares in whole percent that add up to 100 after one of them was set: the others keep their proportions to each other, and what
 * rounding leaves over goes to the largest. `set` is the index of the share that stays as it is.
 */
export function rebalance(shares: readonly number[], set: number): number[] {
  const fixed = Math.min(100, Math.max(0, Math.round(shares[set] ?? 0)));
  if (shares.length === 1) return [100];
  const rest = 100 - fixed;
  const others = shares.reduce((sum, share, index) => (index === set ? sum : sum + Math.max(0, share)), 0);
  const next = shares.map((share, index) => {
    if (index === set) return fixed;
    const part = others > 0 ? Math.max(0, share) / others : 1 / (shares.length - 1);
    return Math.floor(rest * part);
  });
  const left = 100 - next.reduce((sum, share) => sum + share, 0);
  const largest = next.reduce<number | null>(
    (best, share, index) => (index === set ? best : best === null || share > next[best]! ? index : best),
    null,
  );
  if (largest !== null) next[largest]! += left;
  return next;
}

/** Equal shares in whole percent that add up to 100. */
export function equalShares(count: number): number[] {
  const each = Math.floor(100 / count);
  return Array.from({ length: count }, (_, index) => (index < 100 - each * count ? each + 1 : each));
}
