import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { PERMISSIONS, permissionsOfRole } from "@/lib/domain/access/permissions";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import type { Queryable } from "@/lib/server/db/pool";
import { countPendingReviews } from "@/lib/server/db/reviews/read-reviews";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { eraseCustomer } from "../customers/erase-customer";
import { skipWait } from "../runs/skip-wait";
import { countReviews } from "./count-reviews";
import { decideReview } from "./decide-review";
import { getReview } from "./get-review";
import { listReviews } from "./list-reviews";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: EngineFixture;
let actor: Actor;
let customers: string[];

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});

// Three customers who had a discount an hour ago come again, an hour apart, and are asked about.
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
  actor = { ...systemActor(shop.workspaceId, PERMISSIONS), id: "user:anna", name: "Anna" };
  const campaignId = await shop.campaign({ recovery: true });
  await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
        coupon: {
          type: "issue-coupon",
          config: { campaignId, reuse: "new", review: { ask: "when", capped: true, when: BIG_CART } },
        },
      },
      { frequency: { reentry: "again", delay: { value: 0, unit: "hours" } } },
    ),
  );
  customers = await shop.customers(3);
  await shop.abandon(customers, { total: 1000 });
  await shop.drain();
  for (const customer of customers) {
    await shop.pass(HOUR);
    await shop.abandon([customer], { total: 1000 });
    await shop.drain();
  }
});

it("S3-41: how many wait is counted by its index, and of this workspace only", async () => {
  expect(await countReviews({ actor })).toEqual({ pending: 3 });
  const [first] = (await list()).data;
  await decide(first!.id, "refused");
  expect(await countReviews({ actor })).toEqual({ pending: 2 });
  const other = await new EngineFixture(pool).open();
  expect(await countReviews({ actor: systemActor(other.workspaceId, PERMISSIONS) })).toEqual({ pending: 0 });
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    // A few rows are read faster as a whole: what is asked is which way there is for many.
    await client.query("SET LOCAL enable_seqscan = off");
    const plans: string[] = [];
    const explained = {
      query: async (text: string, values: unknown[]) => {
        const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, values);
        plans.push(...rows.map((row) => row["QUERY PLAN"]));
        return { rows: [] };
      },
    };
    await countPendingReviews(explained as unknown as Queryable, shop.workspaceId);
    expect(plans.join("\n")).toContain("incentive_review_pending_idx");
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

const BIG_CART = { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 5000 }] };
const list = (query: Partial<Parameters<typeof listReviews>[0]["query"]> = {}) =>
  listReviews({ actor, query: { status: "pending", limit: 50, ...query } });
const decide = (id: string, decision: "approved" | "refused") =>
  decideReview({ actor, params: { id }, body: { decision, note: "Seen" } }, shop.clock);

it("S3-41: lists what waits, the most urgent first, page by page, with how many wait in all", async () => {
  const first = await list({ limit: 2 });
  expect(first).toMatchObject({
    pending: 3,
    data: [
      {
        customer: { id: customers[0] },
        cause: "capped",
        reason: "Had a recovery discount lately",
        campaign: { discount: "5% off" },
        cart: { total: 1000, currency: "EUR", items: 2 },
        hadBefore: { count: 1 },
        decision: null,
        result: null,
      },
      { customer: { id: customers[1] } },
    ],
  });
  const second = await list({ limit: 2, cursor: first.nextCursor! });
  expect(second.data).toMatchObject([{ customer: { id: customers[2] } }]);
  expect(second.nextCursor).toBeNull();
  expect((await list({ customer: customers[1]! })).data).toHaveLength(1);
  expect((await list({ flow: shop.workspaceId })).data).toEqual([]);
});

it("S3-41: shows what became of those that were settled, the latest first, and writes down who did it", async () => {
  const { data } = await list();
  await decide(data[0]!.id, "approved");
  shop.now += 1000;
  await decide(data[1]!.id, "refused");
  await shop.drain();
  expect((await list()).data).toHaveLength(1);
  const settled = await list({ status: "settled", limit: 1 });
  expect(settled.data).toMatchObject([
    { status: "refused", decision: { by: "Anna", note: "Seen" }, result: "Refused by Anna." },
  ]);
  const before = await list({ status: "settled", limit: 1, cursor: settled.nextCursor! });
  expect(before.data).toMatchObject([
    { status: "approved", result: expect.stringContaining("Was given the code") },
  ]);
  expect(before.nextCursor).toBeNull();
  expect((await list({ status: "refused" })).data).toHaveLength(1);
  const { rows } = await pool.query(
    `SELECT actor, action, object_id, detail FROM audit_entry WHERE workspace_id = $1 ORDER BY at`,
    [shop.workspaceId],
  );
  expect(rows).toMatchObject([
    {
      actor: "user:anna",
      action: "review.approved",
      object_id: data[0]!.id,
      detail: { customerId: customers[0] },
    },
    { action: "review.refused", object_id: data[1]!.id },
  ]);
});

it("shows the cart, the discounts given before and the condition in words", async () => {
  const [newcomer] = await shop.customers(1);
  await shop.abandon([newcomer!], { total: 12_300 });
  await shop.drain();
  const { id } = (await list({ customer: newcomer! })).data[0]!;
  expect(await getReview({ actor, params: { id } })).toMatchObject({
    reason: "Cart total is more than €50.00",
    items: [{ name: "Mug", price: 2000, quantity: 2 }],
    incentives: [],
    closed: null,
  });
  const regular = (await list({ customer: customers[0]! })).data[0]!;
  expect(await getReview({ actor, params: { id: regular.id } })).toMatchObject({
    incentives: [
      {
        campaign: expect.stringContaining("Campaign"),
        discount: "5% off",
        recovery: true,
        code: expect.any(String),
      },
    ],
  });
});

it("M-3: whoever may not decide may still look", async () => {
  const { id } = (await list()).data[0]!;
  const marketer = { ...actor, role: "marketer", permissions: new Set(permissionsOfRole("marketer")) };
  expect(await getReview({ actor: marketer, params: { id } })).toMatchObject({ id });
  const refused = decideReview(
    { actor: marketer, params: { id }, body: { decision: "approved", note: "" } },
    shop.clock,
  );
  await expect(refused).rejects.toMatchObject({ code: "forbidden" });
});

it("a wait for a person cannot be skipped: it is decided", async () => {
  const { runId } = (await list()).data[0]!;
  await expect(skipWait({ actor, params: { id: runId } }, shop.clock)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("approve or refuse"),
  });
});

it("of somebody who was erased nothing is left to decide, nor of their cart", async () => {
  const { id } = (await list()).data[0]!;
  await eraseCustomer({ actor, params: { id: customers[0]! } }, shop.clock);
  expect(await getReview({ actor, params: { id } })).toMatchObject({
    status: "withdrawn",
    reason: "",
    cart: null,
    incentives: [],
    customer: { name: "Erased customer" },
    closed: expect.stringContaining("does not wait any more"),
  });
  await expect(decide(id, "approved")).rejects.toMatchObject({ code: "conflict" });
  expect((await list()).pending).toBe(2);
});
