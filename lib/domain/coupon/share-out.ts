/**
 * Shares a whole amount out by weights, exactly: the parts add up to it, and each differs from its true share by less than one. What
 * rounding leaves goes to the largest remainders, the first of equal ones.
 */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n || amount <= 0) return weights.map(() => 0);
  const parts = weights.map((weight, index) => {
    const scaled = BigInt(amount) * BigInt(weight);
    return { index, whole: Number(scaled / total), rest: scaled % total };
  });
  let left = amount - parts.reduce((sum, { whole }) => sum + whole, 0);
  for (const part of [...parts].sort((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  )) {
    if (left <= 0) break;
    part.whole += 1;
    left -= 1;
  }
  return parts.map(({ whole }) => whole);
}
