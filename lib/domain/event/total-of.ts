/** An event's `total` in whole minor units; 0 when it has none, or one beyond what a number holds exactly. */
export function totalOf(properties: Record<string, unknown>): number {
  const { total } = properties;
  const rounded = typeof total === "number" ? Math.round(total) : 0;
  return Number.isSafeInteger(rounded) ? rounded : 0;
}
