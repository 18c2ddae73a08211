import { expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { POISON } from "./scenarios/poison";
import { PROVIDER } from "./scenarios/providers";
import { WORKERS_KILLED } from "./scenarios/workers";

/* `npm run prove` in small, one after the other on one database: the scenarios that need no server of their own. */

it("promises 1, 2, 4, 6 and 7 hold under a few hundred events of each kind of trouble", {
  timeout: 300_000,
}, async () => {
  const { url, pool } = await testDatabase();
  for (const scenario of [PROVIDER, POISON, WORKERS_KILLED]) {
    const result = await scenario.play({ url, pool, seed: 7, scale: 0.002, server: null });
    expect(result, scenario.name).toMatchObject({ broken: [] });
  }
});
