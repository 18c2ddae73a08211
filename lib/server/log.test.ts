import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { loggerTo } from "./log";

function lines(): { into: Writable; said: () => Record<string, unknown>[] } {
  const written: string[] = [];
  const into = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { into, said: () => written.map((line) => JSON.parse(line)) };
}

it("an error is told with its code, place and stack, and without anybody's address, number or row", () => {
  const { into, said } = lines();
  const error = Object.assign(new Error("550 <amira@shop.example> or +4915112345678 is unknown"), {
    code: "23514",
    table: "customer",
    detail: "Failing row contains (1, Amira, Haddad).",
    where: "SQL function",
  });
  loggerTo(into, "info").error({ err: error, runId: "0198c2de-7a11-7000-8000-000000000001" }, "it failed");
  expect(said()).toMatchObject([
    {
      msg: "it failed",
      runId: "0198c2de-7a11-7000-8000-000000000001",
      err: { code: "23514", table: "customer", message: "550 <[address]> or [number] is unknown" },
    },
  ]);
  const text = JSON.stringify(said());
  expect(text).not.toMatch(/amira|Haddad|4915112345678/i);
  expect((said()[0]!.err as { stack: string }).stack).toMatch(/log\.test\.ts/);
});

it("secrets are hidden, wherever they are named", () => {
  const { into, said } = lines();
  loggerTo(into, "info").info({ password: "a", connection: { apiKey: "b", token: "c" } }, "connected");
  expect(said()).toMatchObject([
    { password: "[hidden]", connection: { apiKey: "[hidden]", token: "[hidden]" } },
  ]);
});

it("a line of many letters is written like any other", () => {
  const { into, said } = lines();
  const many = "a".repeat(1_000_000);
  loggerTo(into, "info").info({ many }, "long");
  expect(said()).toMatchObject([{ many }]);
});
