import { runChecks } from "./checks";
import { runPlaywright } from "./playwright-run";
import { sumOf, type Tally } from "./tally";
import { runVitest } from "./vitest-run";

const PARTS: Record<string, () => Promise<Tally>> = {
  checks: runChecks,
  unit: () => runVitest("unit"),
  db: () => runVitest("db"),
  e2e: runPlaywright,
};

/**
 * Runs the parts named, or all of them, one after the other, and ends with one line: how many tests passed and how many failed.
 * @returns the exit code
 */
export async function runSuite(names: string[]): Promise<number> {
  const unknown = names.find((name) => !PARTS[name]);
  if (unknown)
    throw new Error(
      `There is no part "${unknown}" of the tests: name any of ${Object.keys(PARTS).join(", ")}.`,
    );
  const tallies: Tally[] = [];
  for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
    console.log(`\n== ${name}`);
    const startedAt = performance.now();
    const tally = await tallyOf(name);
    tallies.push(tally);
    console.log(
      `== ${name}: ${tally.passed} passed, ${tally.failed} failed in ${Math.round((performance.now() - startedAt) / 1000)} s`,
    );
  }
  const { passed, failed } = sumOf(tallies);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

// A part that cannot even start has failed, and the others still have something to say.
async function tallyOf(name: string): Promise<Tally> {
  try {
    const tally = (await PARTS[name]?.()) ?? { passed: 0, failed: 1 };
    return tally.passed + tally.failed > 0 ? tally : { passed: 0, failed: 1 };
  } catch (error) {
    console.error((error as Error).message);
    return { passed: 0, failed: 1 };
  }
}
