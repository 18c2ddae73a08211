// `npm test`: makes ready whatever a fresh checkout on a bare machine lacks, then runs everything, or the parts named after `--`.
import path from "node:path";
import { makeReady } from "./make-ready.mjs";

process.chdir(path.resolve(import.meta.dirname, "../.."));
try {
  await makeReady();
  const { register } = await import("tsx/esm/api");
  register();
  const { runSuite } = await import("./suite.ts");
  process.exitCode = await runSuite(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
