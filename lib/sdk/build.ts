import { writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/** The browser SDK as one minified file. */
export async function buildSdk(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "browser.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
  });
  return outputFiles[0]?.text ?? "";
}

/** Where the built file is kept. */
export const SDK_FILE = path.resolve(import.meta.dirname, "../../public/cartograph.min.js");

if (process.argv[1] === import.meta.filename) await writeFile(SDK_FILE, await buildSdk());
