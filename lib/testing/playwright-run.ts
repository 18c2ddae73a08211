import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { findBrowser, installBrowser } from "./browser";
import { command } from "./command";
import type { Tally } from "./tally";

/** Runs the browser tests, getting a browser first where there is none. A test that held only on a second try does not count as held. */
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
    const failed = stats.unexpected + stats.flaky;
    return { passed: stats.expected, failed: code === 0 ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
