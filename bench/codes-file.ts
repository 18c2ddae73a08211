import { pool } from "@/lib/server/db/pool";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { FileServer } from "./file-server";
import { amount, report } from "./report";

/**
 * A good file of codes, sent over HTTP into the pool of a campaign: how long that takes from the first byte to the answer, and the memory and the longest
 * pause of the server meanwhile. `codes-file.ts <codes>`. All are there afterwards, or the bench fails.
 */
const count = amount(5_000_000);
const shop = await new CouponFixture(pool()).open();
await shop.campaign({ name: "Files", type: "static" });
const server = await new FileServer(shop).open();
let number = 0;
const line = () => (number < count ? `C${String(number++).padStart(8, "0")}\n` : "");
const { answer, failed, seconds, rssMb, pauseMs } = await server.send(
  { to: "/v1/campaigns/Files/importCSV", head: "code\n", line },
  Number.POSITIVE_INFINITY,
);
const left = server.close();
const { rows } = await pool().query<{ kept: number }>(`SELECT count(*) AS kept FROM voucher`);
if (rows[0]?.kept !== count || failed > 0 || left > 0)
  throw new Error(`${rows[0]?.kept} of ${count} codes are there, ${left} uploads are left: ${answer}`);
report({ seconds, perSecond: count / seconds, rssMb, pauseMs });
