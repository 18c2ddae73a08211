import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

const DAY = 86_400_000;
let pool: pg.Pool;
let shop: EngineFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

/** A flow that gives a code of a campaign of its own, each time. */
async function giving(recovery: boolean) {
  const campaignId = await shop.campaign({ recovery });
  return await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
        coupon: {
          type: "issue-coupon",
          config: { campaignId, reuse: "new" },
          to: { issued: "end", pool_empty: "end", not_eligible: "end" },
        },
        end: { type: "exit" },
      },
      { frequency: { reentry: "again", delay: { value: 0, unit: "hours" } } },
    ),
  );
}

const given = async (...flows: { versionId: string }[]) => {
  const totals = await shop.totals(...flows.map(({ versionId }) => versionId));
  return [totals["coupon/port:issued"] ?? 0, totals["coupon/not_eligible:capped"] ?? 0];
};

it("S3-61, S3-64, S3-65: a customer is given one recovery discount in 90 days, whichever flow gives it; other codes are not counted", async () => {
  const first = await giving(true);
  const second = await giving(true);
  const thanks = await giving(false);
  const [customer] = await shop.customers(1);
  await shop.abandon([customer!]);
  await shop.drain();
  expect(await given(first, second)).toEqual([1, 1]);
  expect(await given(thanks)).toEqual([1, 0]);
  await shop.pass(90 * DAY - 1);
  await shop.abandon([customer!]);
  await shop.drain();
  expect(await given(first, second)).toEqual([1, 3]);
  await shop.pass(1);
  await shop.abandon([customer!]);
  await shop.drain();
  expect(await given(first, second)).toEqual([2, 4]);
  expect(await given(thanks)).toEqual([3, 0]);
});

it("no cap gives each flow's own", async () => {
  await pool.query(`UPDATE workspace SET settings = '{"recoveryDiscountDays": null}' WHERE id = $1`, [
    shop.workspaceId,
  ]);
  const flows = [await giving(true), await giving(true)];
  await shop.abandon(await shop.customers(1));
  await shop.drain();
  expect(await given(...flows)).toEqual([2, 0]);
});
