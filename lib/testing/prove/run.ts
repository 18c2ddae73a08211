import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { SCENARIOS } from "./scenarios";
import type { Scenario } from "./stage";

/**
 * `npm run prove [-- --seed N --scale X --only name]`: does to real worker processes over a real PostgreSQL what production does to them, counts
 * everything afterwards, prints a table, and fails when a promise was broken. Ends by itself; calls nothing but this machine.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
      scale: { type: "string", default: "1" },
      only: { type: "string", multiple: true },
    },
  });
  const chosen = SCENARIOS.filter(({ name }) => !values.only || values.only.includes(name));
  if (chosen.length === 0)
    throw new Error(`Choose one of ${SCENARIOS.map(({ name }) => name).join(", ")} with --only.`);
  console.log(`Seed ${values.seed}, scale ${values.scale}. The same seed repeats the same choices.\n`);
  console.log(
    line("scenario", "result", "s", "events", "entries", "sent", "skipped", "failed", "unknown", "calls"),
  );
  let broken = 0;
  for (const scenario of chosen) {
    const result = await playOne(scenario, values.seed, values.scale);
    if (result.skipped) console.log(line(scenario.name, "skipped"), `  ${result.skipped}`);
    else {
      const { events, entries, sent, skipped, failed, unknown, calls } = result.figures ?? {};
      const state = result.broken?.length === 0 ? "held" : "BROKEN";
      console.log(
        line(scenario.name, state, result.seconds, events, entries, sent, skipped, failed, unknown, calls),
      );
      for (const what of result.broken ?? []) console.log(`    ${what}`);
      if (state === "BROKEN") broken += 1;
    }
    console.log(`    ${scenario.title}`);
  }
  console.log(
    broken === 0 ? "\nEvery promise held." : `\n${broken} of ${chosen.length} scenarios broke a promise.`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
}

type Result = {
  skipped?: string;
  figures?: Record<string, number>;
  broken?: string[];
  seconds?: number;
};

/** A scenario that does not come to an end by itself is ended. */
const LONGEST_MS = 600_000;

async function playOne({ name }: Scenario, seed: string, scale: string): Promise<Result> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", path.join(import.meta.dirname, "play-one.ts"), name, seed, scale],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_MS);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(timer);
  const last = output
    .trim()
    .split("\n")
    .findLast((one) => one.startsWith("{"));
  if (!last) return { broken: [`it ended with ${code ?? "a signal"} and told nothing`], figures: {} };
  return JSON.parse(last) as Result;
}

function line(name: string, state: string, ...figures: (string | number | undefined)[]): string {
  return [
    name.padEnd(16),
    state.padEnd(8),
    ...figures.map((figure) => String(figure ?? "").padStart(8)),
  ].join(" ");
}

await main();
