const UNITS = [
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/**
 * Milliseconds in words, of at most two neighbouring units: 90_000_000 is "1 day 1 hour", 7_200_000 "2 hours".
 * Under a second it is "0 seconds". A negative length is written with a minus.
 */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`;
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first === -1) return "0 seconds";
  const [name, size] = UNITS[first]!;
  const head = Math.floor(ms / size);
  const next = UNITS[first + 1];
  const tail = next ? Math.floor((ms - head * size) / next[1]) : 0;
  return next && tail > 0 ? `${count(head, name)} ${count(tail, next[0])}` : count(head, name);
}

function count(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}
