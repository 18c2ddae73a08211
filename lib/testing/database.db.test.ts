import { beforeAll, expect, test } from "vitest";
import { migrate } from "@/lib/server/db/migrate";
import { pool } from "@/lib/server/db/pool";
import { testDatabase } from "./database";

let url: string;
beforeAll(async () => {
  ({ url } = await testDatabase());
});

test("a test file gets an own, migrated database, which the product's pool uses too", async () => {
  const { rows } = await pool().query(
    "SELECT current_database() AS name, to_regclass('public.event') AS event, to_regclass('graphile_worker.jobs') AS jobs",
  );
  expect(rows[0]).toMatchObject({
    name: new URL(url).pathname.slice(1),
    event: "event",
    jobs: "graphile_worker.jobs",
  });
});

test("migrating again, from several processes at once, changes nothing", async () => {
  expect(await Promise.all([migrate(url), migrate(url), migrate(url)])).toEqual([[], [], []]);
});
