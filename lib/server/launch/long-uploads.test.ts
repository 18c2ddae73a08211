import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { webProgram } from "./programs";

test("the web server gives a long upload an hour, and the head of a request a minute", () => {
  const { nodeOptions = [] } = webProgram({ env: {} as never, dev: false, output: "raw" }, null);
  const script = `const { requestTimeout, headersTimeout } = require("node:http").createServer(); console.log(requestTimeout, headersTimeout)`;
  const told = execFileSync(process.execPath, [...nodeOptions, "-e", script], {
    cwd: path.resolve(import.meta.dirname, "../../.."),
    encoding: "utf8",
  });
  expect(told.trim()).toBe("3600000 60000");
});
