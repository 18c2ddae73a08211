/** What a figure's process tells: numbers, numbers of several rounds, or lists of words. */
export type Told = Record<string, number | number[] | string[]>;

/** One thing that is measured: the program of the bench, what it is given at a scale, and in how many processes one after another. */
export type Figure = {
  key: string;
  script: string;
  runs: number;
  args: (scale: number) => (number | string)[];
  /** Figures that follow one another with the same word take turns, run by run, so that they see the machine in the same state. */
  byTurns?: string;
  /** Measured only when it is asked for by name. */
  onlyNamed?: boolean;
};

/** Hundreds, so that batches come out even. */
const of = (usual: number, scale: number) => Math.max(1000, Math.round((usual * scale) / 1000) * 1000);

/** Everything that is measured, in this order: each figure by turns with its ceiling. */
export const FIGURES: readonly Figure[] = [
  {
    key: "ceiling",
    script: "ceiling",
    runs: 3,
    args: (scale) => [of(80_000, scale), "through"],
    byTurns: "through",
  },
  { key: "through", script: "through", runs: 3, args: (scale) => [of(80_000, scale)], byTurns: "through" },
  {
    key: "throughWithCoupons",
    script: "through",
    runs: 3,
    args: (scale) => [of(40_000, scale), "coupons"],
    byTurns: "through",
  },
  {
    key: "eventsCeiling",
    script: "ceiling",
    runs: 3,
    args: (scale) => [of(120_000, scale), "events"],
    byTurns: "events",
  },
  { key: "events", script: "events", runs: 3, args: (scale) => [of(120_000, scale)], byTurns: "events" },
  { key: "jobs", script: "jobs", runs: 3, args: (scale) => [of(10_000, scale)] },
  {
    key: "burst",
    script: "burst",
    runs: 3,
    args: (scale) => [of(200_000, scale), 0, 1, 3],
    byTurns: "burst",
  },
  {
    key: "burstWithWaiting",
    script: "burst",
    runs: 2,
    args: (scale) => [of(200_000, scale), of(5_000_000, scale), 1, 3],
    byTurns: "burst",
  },
  { key: "workers1", script: "burst", runs: 1, args: (scale) => [of(100_000, scale), 0, 1, 3] },
  { key: "workers2", script: "burst", runs: 1, args: (scale) => [of(100_000, scale), 0, 2, 3] },
  { key: "workers4", script: "burst", runs: 1, args: (scale) => [of(100_000, scale), 0, 4, 3] },
  { key: "latency", script: "latency", runs: 3, args: (scale) => [of(7_500, scale)] },
  { key: "coupons", script: "coupons", runs: 3, args: (scale) => [of(5_000, scale), of(3_000, scale)] },
  {
    key: "couponsOfMillions",
    script: "coupons",
    runs: 1,
    args: (scale) => [of(5_000_000, scale), of(3_000, scale)],
  },
  { key: "statements", script: "statements", runs: 1, args: () => [] },
  { key: "plans", script: "plans", runs: 1, args: (scale) => [of(5_000_000, scale)], onlyNamed: true },
  {
    key: "codesFile",
    script: "codes-file",
    runs: 1,
    args: (scale) => [of(5_000_000, scale)],
    onlyNamed: true,
  },
  {
    key: "files",
    script: "files",
    runs: 1,
    args: (scale) => [Math.max(1, Math.round(1_000 * scale))],
    onlyNamed: true,
  },
  // Three steps for each run: a million.
  { key: "memory", script: "burst", runs: 1, args: (scale) => [of(334_000, scale), 0, 1, 3] },
];
