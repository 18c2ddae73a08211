import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

type Report = { summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] } };

const ROOT = path.resolve(import.meta.dirname, "../..");
const GLOB = "{app,bench,components,e2e,lib,prisma}/**/*.{ts,tsx,mts,mjs}";

/** For each rule a file that breaks it. The other files of the tree are what these need to import. */
const BREACHES: Record<string, [file: string, source: string]> = {
  "domain-is-pure": ["lib/domain/reads-files.ts", 'import "node:fs";'],
  "steps-are-pure": ["lib/steps/wait/step.ts", 'import "@/lib/contracts/flows";'],
  "steps-stand-alone": ["lib/steps/goal/step.ts", 'import "@/lib/steps/wait/step";'],
  "server-stays-behind-its-routes": [
    "components/flows/list.tsx",
    'import type {} from "@/lib/server/db/pool";',
  ],
  "prisma-in-db-only": ["lib/server/use-cases/list.ts", 'import "@prisma/client";'],
  "routes-call-use-cases": ["app/api/route.ts", 'import "@/lib/server/db/pool";'],
  "vendors-behind-channels": ["lib/server/jobs/send.ts", 'import "nodemailer";'],
  "react-flow-in-the-editor-only": ["components/flows/map.tsx", 'import "@xyflow/react";'],
  "ui-is-a-leaf": ["components/ui/button.tsx", 'import "@/components/flows/map";'],
  "launcher-starts-bare": ["lib/server/launch/start.mjs", 'import "pg";'],
  "no-test-code-in-production": ["lib/contracts/flows.ts", 'import "@/lib/testing/fake";'],
  "no-development-packages-in-production": ["lib/server/jobs/check.ts", 'import "fast-check";'],
  "no-cycles": ["lib/utils/a.ts", 'import "./b";'],
  "no-orphans": ["lib/utils/left-over.ts", "export {};"],
  "everything-resolves": ["lib/utils/c.ts", 'import "@/lib/utils/nowhere";'],
};
const OTHERS: Record<string, string> = {
  "lib/server/db/pool.ts": "export {};",
  "lib/testing/fake.ts": "export {};",
  "lib/utils/b.ts": 'import "./a";',
};

let planted: string;

beforeAll(() => {
  planted = mkdtempSync(path.join(tmpdir(), "cartograph-breaches-"));
  for (const [file, source] of [...Object.values(BREACHES), ...Object.entries(OTHERS)]) {
    mkdirSync(path.dirname(path.join(planted, file)), { recursive: true });
    writeFileSync(path.join(planted, file), source);
  }
  for (const file of [".dependency-cruiser.cjs", "package.json", "tsconfig.json"])
    cpSync(path.join(ROOT, file), path.join(planted, file));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(planted, "node_modules"));
});

afterAll(() => rmSync(planted, { recursive: true, force: true }));

describe("the boundaries that a tool fails on", { timeout: 120_000 }, () => {
  test("each rule of .dependency-cruiser.cjs finds its planted breach, where it was planted", () => {
    const { violations } = cruise(planted).summary;
    const found = new Map(violations.map(({ rule, from }) => [`${rule.name} ${from}`, true]));
    const missed = Object.entries(BREACHES).filter(([rule, [file]]) => !found.has(`${rule} ${file}`));
    expect(missed).toEqual([]);
  });

  test("no rule is without a planted breach", async () => {
    const { default: config } = (await import(path.join(ROOT, ".dependency-cruiser.cjs"))) as {
      default: { forbidden: { name: string }[] };
    };
    expect(Object.keys(BREACHES).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });

  test("the tool reads this project's modules: with a compiler it cannot use it would see none, and find nothing wrong", () => {
    expect(cruise(ROOT).summary.totalCruised).toBeGreaterThan(100);
  });
});

function cruise(folder: string): Report {
  const tool = path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [tool, "--config", ".dependency-cruiser.cjs", "--output-type", "json", GLOB];
  try {
    return JSON.parse(
      execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 }),
    ) as Report;
  } catch (error) {
    // It ends with the number of breaches; the report is the same.
    return JSON.parse((error as { stdout: string }).stdout) as Report;
  }
}
