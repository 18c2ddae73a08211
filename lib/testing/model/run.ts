import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

/**
 * `npm run model [-- --minutes 10 --seed N --path P]`: compares the engine with the naive one over random stories for so many minutes, or replays
 * what a failure named. The same seed draws the same stories; a path names one of them.
 */
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "3" }, seed: { type: "string" }, path: { type: "string" } },
});
const child = spawn(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project=db", "lib/server/engine/model.db.test.ts"],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      MODEL_MINUTES: values.minutes,
      MODEL_SEED: values.seed ?? "",
      MODEL_PATH: values.path ?? "",
    },
  },
);
child.once("close", (code) => {
  process.exitCode = code ?? 1;
});
