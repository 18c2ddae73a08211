/** How many had left each step by each port ("<step> <port>") at a moment (epoch ms). */
export type Sample = { at: number; left: ReadonlyMap<string, number> };

/** The port of a step as a key of a Sample. */
export function portKey(stepId: string, port: string): string {
  return `${stepId} ${port}`;
}

/** Adds a sample and lets go of those older than the window, but for the one that the window is measured from. */
export function keepWindow(samples: readonly Sample[], next: Sample, windowMs: number): Sample[] {
  const all = [...samples, next];
  const from = all.findLastIndex(({ at }) => at <= next.at - windowMs);
  return from > 0 ? all.slice(from) : all;
}

/** How many moved over each port within the samples; a count that went down (another range was chosen) is no movement. */
export function movedSince(samples: readonly Sample[]): Map<string, number> {
  const moved = new Map<string, number>();
  const first = samples[0];
  const last = samples[samples.length - 1];
  if (!first || !last) return moved;
  for (const [key, count] of last.left) {
    const change = count - (first.left.get(key) ?? 0);
    if (change > 0) moved.set(key, change);
  }
  return moved;
}
