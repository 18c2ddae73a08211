import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { findBrowser, installBrowser } from "./browser";
import { command } from "./command";
import type { Tally } from "./tally";

/** Runs the browser tests, getting a browser first where there is none. A test that fails twice has failed; one that holds on its second
 * try is named by the list as flaky and counts as held, like those of the database. */
export async function runPlaywright(): Promise<Tally> {
  if (!findBrowser()) await installBrowser();
  const report = ".cache/tests/e2e.json";
  mkdirSync(".cache/tests", { recursive: true });
  rmSync(report, { force: true });
  const { code } = await command(
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"],
    {
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      show: true,
    },
  );
  try {
    const { stats } = JSON.parse(readFileSync(report, "utf8")) as {
      stats: { expected: number; unexpected: number; flaky: number };
    };
    const passed = stats.expected + stats.flaky;
    return { passed, failed: code === 0 ? stats.unexpected : Math.max(1, stats.unexpected) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
