// `npm run check`: every `check:*` script of package.json.
import path from "node:path";
import { register } from "tsx/esm/api";

process.chdir(path.resolve(import.meta.dirname, "../.."));
register();
const { runChecks } = await import("./checks.ts");
const { failed } = await runChecks();
process.exitCode = failed > 0 ? 1 : 0;
