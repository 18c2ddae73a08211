import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { AbandonmentFixture, DAY, HOUR } from "@/lib/testing/abandonment-fixture";
import { testDatabase } from "@/lib/testing/database";

let pool: pg.Pool;
let shop: AbandonmentFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await AbandonmentFixture.make(pool);
});

const item = (sku: string) => ({ sku, name: sku, price: 1000, quantity: 1 });

it("S4-15: the reminder lists all that is in the cart when it is sent, not only what started the run", async () => {
  const [id] = (await shop.customers(1)) as [string];
  await shop.abandon([id], { items: [item("mug")], total: 1000 });
  await shop.drain();
  shop.now += HOUR;
  await shop.abandon([id], {
    items: [item("mug"), item("teapot")],
    total: 2000,
    cartUrl: "https://shop.example/cart",
  });
  await shop.drain();
  expect(await shop.runs(), "the second event starts no run of its own").toHaveLength(1);
  await shop.pass(DAY - HOUR);
  const [message] = await shop.messages();
  expect(message!.context.cart).toEqual({
    items: [item("mug"), item("teapot")],
    total: 2000,
    currency: "EUR",
    url: "https://shop.example/cart",
  });
});
