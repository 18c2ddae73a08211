import { testEnvironment } from "@/lib/testing/test-environment";
import { SCENARIOS } from "./scenarios";
import { ProvedServer } from "./server";

/*
 * One scenario, in a process and on a database server of its own: `play-one.ts <name> <seed> <scale>`. The last line it prints is what came of it, as JSON.
 */
const [name = "", seed = "1", scale = "1"] = process.argv.slice(2);
const scenario = SCENARIOS.find((one) => one.name === name);
if (!scenario) throw new Error(`There is no scenario named ${name}.`);
const listen: Record<string, string> = name === "machines" ? { listen_addresses: "*" } : {};
const server = await ProvedServer.start(listen);
try {
  Object.assign(process.env, testEnvironment({ DATABASE_URL: server.url, DATABASE_POOL: "6" }));
  const { pool } = await import("@/lib/server/db/pool");
  const began = performance.now();
  const result = await scenario.play({
    url: server.url,
    pool: pool(),
    seed: Number(seed),
    scale: Number(scale),
    server,
  });
  await pool().end();
  console.log(JSON.stringify({ ...result, seconds: Math.round((performance.now() - began) / 1000) }));
} finally {
  await server.close();
}
process.exit(0);
