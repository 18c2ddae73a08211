import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbedded } from "@/lib/server/db/embedded";
import { migrate } from "@/lib/server/db/migrate";
import { makeMonths } from "@/lib/server/db/months/make-months";
import { testEnvironment } from "@/lib/testing/test-environment";

/**
 * `npm run bench [scale]`: measures the engine on a PostgreSQL of its own with the settings of a real one, each figure in a process and on a
 * database of its own, three times, and prints the medians beside the raw ceiling measured in the same run. Writes bench/results.json.
 */
const scale = Number(process.argv[2] ?? 1);
const only = process.argv[3];
const FIGURES: { key: string; script: string; args: string[] }[] = [
  { key: "ceiling", script: "ceiling.ts", args: [String(40_000 * scale)] },
  { key: "burst", script: "burst.ts", args: [String(60_000 * scale)] },
  { key: "burstWithWaiting", script: "burst.ts", args: [String(60_000 * scale), String(1_000_000 * scale)] },
  { key: "through", script: "through.ts", args: [String(20_000 * scale)] },
];
const RUNS = 3;

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "cartograph-bench-"));
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded(folder);
  try {
    await migrate(postgres.url);
    await monthly(postgres.url);
    const results: Record<string, Record<string, number>> = {};
    for (const { key, script, args } of FIGURES.filter((f) => !only || f.key === only)) {
      const runs: Record<string, number>[] = [];
      for (let run = 0; run < RUNS; run++)
        runs.push(await measure(postgres.url, `${key.toLowerCase()}_${run}`, script, args));
      results[key] = Object.fromEntries(
        Object.keys(runs[0]!).map((name) => [name, median(runs.map((one) => one[name]!))]),
      );
      console.log(key.padEnd(18), JSON.stringify(rounded(results[key])));
    }
    if (only) return;
    const summary = {
      machine: { cores: cpus().length, model: cpus()[0]?.model ?? "" },
      ...results,
      ofCeiling: results.through!.perSecond! / results.ceiling!.perSecond!,
      withWaitingRatio: results.burstWithWaiting!.perSecond! / results.burst!.perSecond!,
    };
    writeFileSync(path.join(import.meta.dirname, "results.json"), `${JSON.stringify(summary, null, 2)}\n`);
    console.log("of the ceiling".padEnd(18), summary.ofCeiling.toFixed(2));
    console.log("with others asleep".padEnd(18), summary.withWaitingRatio.toFixed(2));
  } finally {
    await postgres.stop();
    postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As on any machine that has had a worker: the present month has its partitions. */
async function monthly(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await makeMonths(pool, new Date());
  await pool.end();
}

/** Runs one figure on a fresh clone of the migrated database and reads the line it prints. */
async function measure(
  template: string,
  name: string,
  script: string,
  args: string[],
): Promise<Record<string, number>> {
  const url = new URL(template);
  const from = url.pathname.slice(1);
  const admin = new URL(template);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  url.pathname = `/${name}`;
  const output = await new Promise<string>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", path.join(import.meta.dirname, script), ...args],
      {
        env: {
          ...process.env,
          ...testEnvironment({ DATABASE_URL: url.href }),
          GRAPHILE_LOGGER_DEBUG: "",
          NO_LOG_SUCCESS: "1",
        },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once("exit", (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${script} ended with ${code}.`)),
    );
  });
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
  const line = output
    .trim()
    .split("\n")
    .findLast((one) => one.startsWith("{"));
  if (!line) throw new Error(`${script} told nothing.`);
  return JSON.parse(line) as Record<string, number>;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function rounded(figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value)]));
}

await main();
