import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { command } from "./command";
import type { Tally } from "./tally";

/** Runs one vitest project and counts its tests. A run that fails without a failed test (a file that does not load, say) counts as one. */
export async function runVitest(project: "unit" | "db"): Promise<Tally> {
  const report = `.cache/tests/${project}.json`;
  mkdirSync(".cache/tests", { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // Tests on a database wait for it now and then: one process more than there are cores keeps them busy.
  const workers = project === "db" ? ["--maxWorkers=3"] : [];
  const args = ["node_modules/vitest/vitest.mjs", "run", `--project=${project}`, ...workers, ...reporters];
  const { code } = await command(process.execPath, args, { show: true });
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(
      readFileSync(report, "utf8"),
    ) as Record<string, number>;
    return { passed: passed ?? 0, failed: code === 0 ? (failed ?? 0) : Math.max(1, failed ?? 0) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
