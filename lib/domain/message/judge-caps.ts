/** A cap that is looked at: when it has room again (epoch ms, the past when it has room now), and what it does with a message that has none. */
export type CapState = { freeAt: number; policy: "skip" | "hold" };

/**
 * What several caps together do with a message at `now`: one that leaves it out is enough to leave it out; else it waits until all of them
 * have room. Null when they have room now.
 */
export function judgeCaps(
  caps: readonly CapState[],
  now: number,
): { kind: "skip" } | { kind: "hold"; until: number } | null {
  const full = caps.filter(({ freeAt }) => freeAt > now);
  if (full.length === 0) return null;
  if (full.some(({ policy }) => policy === "skip")) return { kind: "skip" };
  return { kind: "hold", until: Math.max(...full.map(({ freeAt }) => freeAt)) };
}

/** The moment (epoch ms) at which a cap of `count` in `periodMs` has room for one more than these messages; 0 when it has room now. */
export function capFreeAt(
  messages: readonly { at: number }[],
  cap: { count: number; periodMs: number } | null,
  now: number,
): number {
  if (!cap) return 0;
  const inside = messages
    .map(({ at }) => at)
    .filter((at) => at > now - cap.periodMs)
    .sort((a, b) => b - a);
  const blocking = inside[cap.count - 1];
  return blocking === undefined ? 0 : blocking + cap.periodMs;
}
