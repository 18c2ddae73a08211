import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

describe("what the product's sources may not say", () => {
  test("domain, steps and engine never ask the machine for the time or for chance: both are given to them", () => {
    const files = sourcesIn("lib/domain", "lib/steps", "lib/server/engine");
    expect(files.length).toBeGreaterThan(20);
    expect(
      linesWith(
        files,
        /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bcrypto\.random|\brandomUUID\(|\bTemporal\.Now\b|\bperformance\.now\(/,
      ),
    ).toEqual([]);
  });

  test("only env.ts reads the environment, so that every setting is parsed and explained", () => {
    const files = sourcesIn("app", "components", "lib").filter(
      (file) => !/^lib\/(server\/env\.ts$|testing\/)/.test(file),
    );
    expect(linesWith(files, /\bprocess\.env\b/)).toEqual([]);
  });

  test("every setting is explained in .env.example, and nothing else is", async () => {
    const { SETTING_NAMES } = await import("@/lib/server/env");
    const explained = [
      ...readFileSync(path.join(ROOT, ".env.example"), "utf8").matchAll(/^#? ?([A-Z][A-Z_]+)=/gm),
    ].map(([, name]) => name);
    expect(explained.sort()).toEqual(SETTING_NAMES.filter((name) => name !== "NODE_ENV").sort());
  });

  test("no page exports a Server Action: it would be an endpoint that nobody checks", () => {
    expect(linesWith(sourcesIn("app", "components", "lib"), /^\s*["']use server["']/)).toEqual([]);
  });
});

function sourcesIn(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter((file) => !file.startsWith("lib/server/db/generated/")),
  );
}

/** `file:line` of each line of code, remarks aside, that matches. */
function linesWith(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readFileSync(path.join(ROOT, file), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line)
          ? [`${file}:${index + 1}: ${line.trim()}`]
          : [],
      ),
  );
}
