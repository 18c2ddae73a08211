import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { sweepDeliveries } from "./sweep-deliveries";

let pool: pg.Pool;
let shop: DeliveryFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query("DELETE FROM graphile_worker._private_jobs");
  await pool.query("DELETE FROM message");
  shop = await new DeliveryFixture(pool).open();
  // The queue's own clock is the database's.
  shop.now = Date.now();
  const templateId = await shop.published("cart-reminder");
  await shop.sending("send-email", { templateId });
  await shop.abandon(await shop.customers(3));
  await shop.drain();
});
const sweep = () => sweepDeliveries({ pool, clock: shop.clock });
const minutes = (count: number) => count * 60_000;

describe("promise 1: no message is lost with the worker that had its job", () => {
  it("gives a job to messages that have none after five minutes, queued and sending alike", async () => {
    await shop.takeJobs();
    expect(await sweep()).toBe(0);
    shop.now += minutes(6);
    await pool.query(`UPDATE message SET status = 'sending' WHERE id = (SELECT id FROM message LIMIT 1)`);
    await pool.query(
      `UPDATE message SET status = 'sent' WHERE id = (SELECT id FROM message WHERE status = 'queued' LIMIT 1)`,
    );
    expect(await sweep()).toBe(2);
    expect(await sweep()).toBe(0);
    const swept = (await shop.takeJobs()).flatMap((job) => (job as { ids: string[] }).ids);
    const open = (await shop.sent()).filter(({ status }) => status !== "sent").map(({ id }) => id);
    expect(swept.sort()).toEqual(open.sort());
  });

  it("leaves alone what a later job will look at, such as a retry in an hour", async () => {
    await pool.query(`UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour'`);
    shop.now += minutes(6);
    expect(await sweep()).toBe(0);
  });

  it("takes a job that was begun long ago, or has failed for good, for dead", async () => {
    await pool.query(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'somebody'`);
    expect(await sweep()).toBe(0);
    shop.now += minutes(6);
    expect(await sweep()).toBe(3);
    await pool.query("DELETE FROM graphile_worker._private_jobs WHERE locked_at IS NULL");
    await pool.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL, attempts = max_attempts`,
    );
    expect(await sweep()).toBe(3);
  });
});
