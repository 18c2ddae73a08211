import { beforeAll, beforeEach, expect, test } from "vitest";
import { DomainError } from "@/lib/domain/errors";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import type { Outcome } from "./note-outcome";
import { showAction } from "./show-action";
import { takeFile } from "./take-file";

let shop: CouponFixture;
beforeAll(async () => {
  const { pool } = await testDatabase();
  shop = await new CouponFixture(pool).open();
});

let end: { done: (outcome: Outcome) => void; failed: (error: Error) => void };
let work: Promise<Outcome>;
beforeEach(begin);

function begin(): void {
  work = new Promise((done, failed) => {
    end = { done, failed };
  });
  // It may fail before the file has arrived.
  work.catch(() => {});
}

const call = () => ({
  actor: shop.actor,
  request: new Request("http://shop.example/", { method: "POST", body: "code\nA-1\n" }),
  requestId: "v-test",
});
const take = (patienceMs?: number) => takeFile(call(), "TEST.IMPORT", () => work, shop.clock, patienceMs);
async function actionOf(answer: { body: unknown }, clock = shop.clock) {
  const { async_action_id: id = "" } = answer.body as { async_action_id?: string };
  return (await showAction({ ...call(), params: { id }, query: {}, body: {} } as never, clock)).body;
}

test("a file that takes long is answered before its end, and its action says when that has come", async () => {
  const answer = await take(0);
  expect(answer.status).toBe(202);
  expect(await actionOf(answer)).toMatchObject({
    status: "IN_PROGRESS",
    operation_status: "UNKNOWN",
    progress: 0,
  });
  end.done({ done: 3, failedCount: 0, failed: [] });
  await expect
    .poll(() => actionOf(answer))
    .toMatchObject({
      status: "DONE",
      operation_status: "SUCCESS",
      progress: 100,
      result: { done_count: 3, failed_count: 0 },
    });
});

test("one that ends in time is answered at its end, also where it is refused", async () => {
  end.done({ done: 0, failedCount: 2, failed: [{ line: 2 }, { line: 3 }] });
  expect(await actionOf(await take())).toMatchObject({ status: "FAILED", result: { failed_count: 2 } });
});

test("what stops it in time is the call's own error, later its action's", async () => {
  const early = take();
  end.failed(new DomainError("conflict", "This is no code."));
  await expect(early).rejects.toMatchObject({ code: "conflict" });

  begin();
  const answer = await take(0);
  end.failed(new DomainError("conflict", "This is no code."));
  await expect.poll(() => actionOf(answer)).toMatchObject({ status: "FAILED", operation_status: "FAILED" });
  expect(JSON.stringify(await actionOf(answer))).toContain("This is no code.");
});

test("one whose server is gone has failed, and says what to do", async () => {
  const answer = await take(0);
  const later = () => new Date(shop.now + 61_000);
  expect(await actionOf(answer, later)).toMatchObject({
    status: "FAILED",
    result: {
      message: "The server was stopped meanwhile. Send it again: what is there already is not made twice.",
    },
  });
  end.done({ done: 0, failedCount: 0, failed: [] });
});
