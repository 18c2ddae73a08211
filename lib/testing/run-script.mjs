// `npm run bench`, `prove` and `model`: makes ready whatever a fresh checkout lacks, then becomes the script that is named first, with the words after it.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { makeReady } from "./make-ready.mjs";

process.chdir(path.resolve(import.meta.dirname, "../.."));
const script = path.resolve(process.argv[2] ?? "");
try {
  await makeReady();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { register } = await import("tsx/esm/api");
register();
process.argv.splice(1, 2, script);
await import(pathToFileURL(script).href);
