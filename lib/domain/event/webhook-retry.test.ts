import { expect, it } from "vitest";
import { webhookRetryMs } from "./webhook-retry";

it("waits twice as long each time, a day before the last try, and then no more", () => {
  const waits = Array.from({ length: 13 }, (_, index) => webhookRetryMs(index + 1));
  const minutes = waits.map((wait) => wait && wait / 60_000);
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, null]);
});
