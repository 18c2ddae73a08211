import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { allContracts } from "@/lib/contracts/all";

const ROOT = path.join(import.meta.dirname, "../../..");
const sourceOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const routeFiles = readdirSync(path.join(ROOT, "app/api/v1"), { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "route.ts")
  .map((file) => path.join("app/api/v1", file));

it.each(allContracts.map(({ method, path: address }) => `${method} ${address}`))(
  "%s is promised and there",
  (promise) => {
    const [method = "", address = ""] = promise.split(" ");
    const file = `app${address.replaceAll(/\{(\w+)\}/g, "[$1]")}/route.ts`;
    expect(existsSync(path.join(ROOT, file)), file).toBe(true);
    expect(sourceOf(file)).toMatch(new RegExp(`export const ${method}\\b`));
  },
);

it("every use-case behind a route asks for a permission itself, or is about the caller alone", () => {
  const open = allContracts.filter(({ access }) => access === "public" || access === "signed-in");
  const useCases = new Set(routeFiles.flatMap((file) => useCasesIn(sourceOf(file))));
  expect(useCases.size).toBeGreaterThan(50);
  const openFiles = new Set(
    open.map(({ path: address }) => `app${address.replaceAll(/\{(\w+)\}/g, "[$1]")}/route.ts`),
  );
  const excused = new Set(
    routeFiles.filter((file) => openFiles.has(file)).flatMap((file) => useCasesIn(sourceOf(file))),
  );
  const careless = [...useCases].filter((file) => !excused.has(file) && !authorises(file));
  expect(careless).toEqual([]);
});

function useCasesIn(source: string): string[] {
  return [...source.matchAll(/from "@\/(lib\/server\/use-cases\/[^"]+)"/g)].map((match) => `${match[1]}.ts`);
}

/** In the file, or in one beside it that it leaves the work to. */
function authorises(file: string): boolean {
  const source = sourceOf(file);
  if (/\b(?:authorise|personOf)\(/.test(source)) return true;
  const beside = [...source.matchAll(/from "\.\/([^"]+)"/g)].map((match) =>
    path.join(path.dirname(file), `${match[1]}.ts`),
  );
  return beside.some((other) => /\bauthorise\(/.test(sourceOf(other)));
}
