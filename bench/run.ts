import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { startEmbedded } from "@/lib/server/db/embedded";
import { migrate } from "@/lib/server/db/migrate";
import { makeMonths } from "@/lib/server/db/months/make-months";
import { bundle } from "@/lib/server/launch/bundle";
import { WORKER_NODE_OPTIONS } from "@/lib/server/launch/programs";
import { testEnvironment } from "@/lib/testing/test-environment";
import { FIGURES, type Figure, type Told } from "./figures";
import { summaryOf, tableOf } from "./summary";

/**
 * `npm run bench [-- --scale 0.2] [-- --only through,burst]`: measures the engine on a PostgreSQL of its own with the settings of a real one, each
 * figure in processes and on a database of its own, three times or more, and prints the medians beside ceilings measured in the same run. A run of
 * everything writes bench/results.json.
 */
const { values } = parseArgs({ options: { scale: { type: "string" }, only: { type: "string" } } });
const scale = Number(values.scale ?? 1);
const only = values.only?.split(",");
/** A process that takes longer is stopped, and the bench fails. */
const LONGEST_MS = 20 * 60_000;
/** Where the programs of the bench are put: as JavaScript, like the worker that a shop runs. */
const PROGRAMS = path.join(import.meta.dirname, "../.cache/bench");

async function main(): Promise<void> {
  const unknown = only?.filter((name) => !FIGURES.some(({ key }) => key === name)) ?? [];
  if (!(scale > 0) || unknown.length > 0) {
    throw new Error(
      `--scale is a number above 0, --only some of ${FIGURES.map(({ key }) => key).join(", ")}, separated by commas.`,
    );
  }
  await bundlePrograms();
  const folder = mkdtempSync(path.join(tmpdir(), "cartograph-bench-"));
  chmodSync(folder, 0o755);
  // Commit timestamps tell how long an event took.
  const postgres = await startEmbedded(folder, { track_commit_timestamp: "on" });
  try {
    await migrate(postgres.url);
    await monthly(postgres.url);
    const medians: Record<string, Record<string, number | string[]>> = {};
    const chosen = FIGURES.filter(({ key, onlyNamed }) => (only ? only.includes(key) : !onlyNamed));
    for (const group of groups(chosen)) {
      const told = group.map((): Told[] => []);
      for (let run = 0; run < Math.max(...group.map(({ runs }) => runs)); run++)
        for (const [index, figure] of group.entries())
          if (run < figure.runs) told[index]!.push(await measure(postgres.url, figure, run));
      for (const [index, { key }] of group.entries()) {
        medians[key] = mediansOf(told[index]!);
        console.log(key.padEnd(18), JSON.stringify(medians[key]));
      }
    }
    if (only) return;
    const summary = {
      machine: { cores: cpus().length, model: cpus()[0]?.model ?? "" },
      scale,
      ...summaryOf(medians),
    };
    writeFileSync(path.join(import.meta.dirname, "results.json"), `${JSON.stringify(summary, null, 2)}\n`);
    console.log(tableOf(summary));
  } finally {
    await postgres.stop();
    postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundlePrograms(): Promise<void> {
  rmSync(PROGRAMS, { recursive: true, force: true });
  const sources = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith(".ts") && file !== "run.ts",
  );
  await bundle(
    sources.map((file) => path.join(import.meta.dirname, file)),
    PROGRAMS,
  );
}

/** The figures, those that are measured by turns together. */
function groups(figures: readonly Figure[]): Figure[][] {
  const found: Figure[][] = [];
  for (const figure of figures) {
    const last = found.at(-1);
    if (last && figure.byTurns !== undefined && last[0]?.byTurns === figure.byTurns) last.push(figure);
    else found.push([figure]);
  }
  return found;
}

/** As on any machine that has had a worker: the present month has its partitions. */
async function monthly(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await makeMonths(pool, new Date()).finally(() => pool.end());
}

/** Runs one figure on a fresh clone of the migrated database and reads the line it prints. */
async function measure(template: string, { key, script, args }: Figure, run: number): Promise<Told> {
  const url = new URL(template);
  const from = url.pathname.slice(1);
  const name = `${key.toLowerCase()}_${run}`;
  const admin = new URL(template);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  url.pathname = `/${name}`;
  try {
    return await figureOf(script, args(scale).map(String), url.href);
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
  }
}

async function figureOf(script: string, args: string[], databaseUrl: string): Promise<Told> {
  const output = await new Promise<string>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [...WORKER_NODE_OPTIONS, path.join(PROGRAMS, `${script}.mjs`), ...args],
      {
        env: {
          ...process.env,
          ...testEnvironment({ DATABASE_URL: databaseUrl }),
          GRAPHILE_LOGGER_DEBUG: "",
          NO_LOG_SUCCESS: "1",
        },
        stdio: ["ignore", "pipe", "inherit"],
        timeout: LONGEST_MS,
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
  const line = output
    .trim()
    .split("\n")
    .findLast((one) => one.startsWith("{"));
  if (!line) throw new Error(`${script} told nothing.`);
  return JSON.parse(line) as Told;
}

/** The median of each number over all runs, and over the rounds that a run has told as a list. Lists of words are the same in every run. */
function mediansOf(told: readonly Told[]): Record<string, number | string[]> {
  const keys = Object.keys(told[0] ?? {});
  return Object.fromEntries(
    keys.map((key) => {
      const values = told.flatMap((one): (number | string)[] => [one[key] ?? []].flat());
      const numbers = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
      const middle = numbers[Math.floor(numbers.length / 2)];
      return [key, middle ?? values.filter((value) => typeof value === "string")];
    }),
  );
}

await main();
