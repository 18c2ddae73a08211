type Medians = Record<string, Record<string, number | string[]>>;
export type Summary = ReturnType<typeof summaryOf>;

/** The figures by the names they are asked for, each beside its ceiling. */
export function summaryOf(medians: Medians) {
  const number = (figure: string, name: string) => Number(medians[figure]?.[name]);
  const words = (name: string) => medians.statements?.[name] as string[];
  const ratio = (a: number, b: number) => round(a / b, 3);
  const through = number("through", "perSecond");
  const events = number("events", "perSecond");
  return {
    ceiling: {
      throughPerSecond: round(number("ceiling", "perSecond")),
      eventsPerSecond: round(number("eventsCeiling", "perSecond")),
      jobsPerSecond: round(number("jobs", "perSecond")),
    },
    through: {
      perSecond: round(through),
      ofCeiling: ratio(through, number("ceiling", "perSecond")),
      withCouponsPerSecond: round(number("throughWithCoupons", "perSecond")),
      workerMicroseconds: round(number("through", "cpuMicroseconds")),
    },
    events: {
      perSecond: round(events),
      acceptedPerSecond: round(number("events", "acceptedPerSecond")),
      ofCeiling: ratio(events, number("eventsCeiling", "perSecond")),
    },
    burst: {
      perSecond: round(number("burst", "perSecond")),
      withWaitingPerSecond: round(number("burstWithWaiting", "perSecond")),
      withWaitingRatio: ratio(number("burstWithWaiting", "perSecond"), number("burst", "perSecond")),
    },
    workers: {
      1: round(number("workers1", "perSecond")),
      2: round(number("workers2", "perSecond")),
      4: round(number("workers4", "perSecond")),
    },
    latency: { p50Ms: round(number("latency", "p50Ms"), 1), p99Ms: round(number("latency", "p99Ms"), 1) },
    statementsPerBatch: {
      engine: words("engine").length,
      delivery: words("delivery").length,
      list: { engine: words("engine"), delivery: words("delivery") },
    },
    perCustomer: {
      rows: round(number("through", "rowsPerCustomer"), 2),
      walBytes: round(number("through", "walBytesPerCustomer")),
    },
    worker: { rssMb: round(number("memory", "rssMb")) },
    coupons: {
      generate50000Seconds: round(number("coupons", "generateSeconds"), 1),
      rawPerSecond: round(number("coupons", "rawPerSecond")),
      publish: couponFigures(medians, "publish"),
      validate: couponFigures(medians, "validate"),
      redeem: couponFigures(medians, "redeem"),
      reads: Object.fromEntries(READS.map((read) => [read, readFigures(medians, read)])),
    },
  };
}

const WORDS = { publish: "published", validate: "validated", redeem: "redeemed" } as const;
const CALLS = ["publish", "validate", "redeem"] as const;
/** What is read of a campaign's codes: lists of all, of those given and of those used, one code, its page, the list of campaigns, a file, its sums. */
const READS = [
  "list",
  "listGiven",
  "listUsed",
  "search",
  "detail",
  "campaigns",
  "exportPage",
  "summary",
] as const;

/** One kind of reading in ms a call, and the same with millions of codes in the campaign. */
function readFigures(medians: Medians, read: (typeof READS)[number]) {
  const ms = (of: string) => round(Number(medians[of]?.[`${read}Ms`]), 1);
  return { ms: ms("coupons"), withMillionsMs: ms("couponsOfMillions") };
}

/** One kind of coupon call per second: in process beside the raw ceiling, over HTTP, and the same with millions of codes in the campaign. */
function couponFigures(medians: Medians, call: (typeof CALLS)[number]) {
  const figure = (of: string, name: string) => Number(medians[of]?.[`${name}PerSecond`]);
  const http = `http${call[0]!.toUpperCase()}${call.slice(1)}`;
  return {
    perSecond: round(figure("coupons", call)),
    ofCeiling: round(figure("coupons", call) / figure("coupons", "raw"), 3),
    httpPerSecond: round(figure("coupons", http)),
    withMillionsRatio: round(figure("couponsOfMillions", call) / figure("coupons", call), 3),
  };
}

/** The same as a table, with what each figure should reach on two cores with PostgreSQL beside it. */
export function tableOf({
  ceiling,
  through,
  events,
  burst,
  workers,
  latency,
  coupons,
  ...rest
}: Summary): string {
  const rows: [string, string, string][] = [
    ["raw inserts, customers through/s", String(ceiling.throughPerSecond), ""],
    ["raw inserts, events/s", String(ceiling.eventsPerSecond), ""],
    ["one trivial queue job per step/s", String(ceiling.jobsPerSecond), ""],
    ["customers through/s", `${through.perSecond} (${through.ofCeiling} of raw)`, ">= 5000"],
    ["the same, half of them with a code", String(through.withCouponsPerSecond), ""],
    ["events over HTTP/s", `${events.perSecond} (${events.ofCeiling} of raw)`, ">= 8000, >= 0.35"],
    ["steps of a burst/s, one worker", String(burst.perSecond), ">= 20000"],
    [
      "the same, 25 asleep beside each",
      `${burst.withWaitingPerSecond} (${burst.withWaitingRatio})`,
      ">= 0.85",
    ],
    ["steps/s with 1, 2, 4 workers", `${workers[1]}, ${workers[2]}, ${workers[4]}`, ""],
    ["event to effect, p50 and p99, ms", `${latency.p50Ms}, ${latency.p99Ms}`, "<= 30, <= 150"],
    [
      "statements for 1,000, engine + delivery",
      `${rest.statementsPerBatch.engine} + ${rest.statementsPerBatch.delivery}`,
      "constant",
    ],
    ["rows and WAL bytes per customer", `${rest.perCustomer.rows}, ${rest.perCustomer.walBytes}`, ""],
    ["worker's memory after its bursts, MB", String(rest.worker.rssMb), "<= 300"],
    ["50,000 codes generated, seconds", String(coupons.generate50000Seconds), "<= 5"],
    ["raw coupon transactions/s", String(coupons.rawPerSecond), ""],
    ...CALLS.map((call): [string, string, string] => {
      const { perSecond, ofCeiling, httpPerSecond, withMillionsRatio } = coupons[call];
      return [
        `codes ${WORDS[call]}/s`,
        `${perSecond} (${ofCeiling} of raw), ${httpPerSecond} over HTTP, ${withMillionsRatio} beside millions`,
        ">= 0.40, 1",
      ];
    }),
    ...READS.map((read): [string, string, string] => {
      const { ms, withMillionsMs } = coupons.reads[read]!;
      return [`codes read: ${read}, ms`, `${ms}, ${withMillionsMs} beside millions`, "the same"];
    }),
  ];
  const lines = rows.map(([what, got, target]) => `${what.padEnd(42)} ${got.padEnd(24)} ${target}`);
  return ["", ...lines, "", ...listing(rest.statementsPerBatch.list)].join("\n");
}

function listing(list: Record<string, string[]>): string[] {
  return Object.entries(list).flatMap(([part, names]) => [`${part}: ${names.join(", ")}`]);
}

function round(value: number, places = 0): number {
  return Number(value.toFixed(places));
}
