import { readFileSync } from "node:fs";
import path from "node:path";
import { command } from "./command";
import type { Tally } from "./tally";

/** Runs every `check:*` script of package.json, two at a time; each counts as one test. Shows the output of those that fail. */
export async function runChecks(): Promise<Tally> {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const waiting = Object.keys(scripts).filter((name) => name.startsWith("check:"));
  const tally = { passed: 0, failed: 0 };
  const runner = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const startedAt = performance.now();
      const { code, output } = await runScript(scripts[name] ?? "");
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      if (code === 0) {
        tally.passed++;
        console.log(`✓ ${name} (${seconds} s)`);
      } else {
        tally.failed++;
        console.log(`✗ ${name} (${seconds} s)\n${output.trim()}\n`);
      }
    }
  };
  await Promise.all([runner(), runner()]);
  return tally;
}

// As npm would, with the packages' own commands at hand.
async function runScript(script: string): Promise<{ code: number | null; output: string }> {
  const PATH = `${path.resolve("node_modules/.bin")}${path.delimiter}${process.env.PATH}`;
  return command("sh", ["-c", script], { env: { PATH } });
}
