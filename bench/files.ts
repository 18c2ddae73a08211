import { pool } from "@/lib/server/db/pool";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { FileServer, type MadeFile } from "./file-server";
import { amount, report } from "./report";

/**
 * Bad files of every kind, made on the fly and sent over HTTP: what each is answered, how long that takes, and the memory and the longest pause of the server
 * meanwhile. `files.ts <MB of each> [names, parted by commas]`. Whatever of one is taken in, is a failure of the bench.
 */
const megabytes = amount(1_000);
const only = process.argv[3]?.split(",");
/** What surrounds the file in its form, and the last piece, are no part of it. */
const BYTES = megabytes * 1_000_000 - 200_000;
const shop = await new CouponFixture(pool()).open();
const campaignId = await shop.campaign({ name: "Files", type: "static" });
await shop.codes(campaignId, 1);

const FILLER = "x".repeat(900);
const codes = "/v1/campaigns/Files/importCSV";
const text = (head: string, line: string) => ({ head, line: () => line });
const TOO_MANY = "more codes than a file may hold";
let number = 0;
const FILES: Record<string, MadeFile> = {
  "bad codes": { to: codes, ...text("code,metadata.note\n", `bad code,${FILLER}\n`) },
  "one endless line": { to: codes, ...text("code\n", FILLER) },
  "a quote that never ends": { to: codes, ...text('code\n"', `${FILLER}\n`) },
  "a wrong column": { to: codes, ...text("coupon_code,email\n", `A-1,${FILLER}\n`) },
  "one code again and again": { to: codes, ...text("code,metadata.note\n", `TWICE,${FILLER}\n`) },
  formulas: { to: codes, ...text("code,metadata.note\n", `=HYPERLINK(1),${FILLER}\n`) },
  [TOO_MANY]: {
    to: codes,
    head: "code,email\n",
    line: () => `C${number++},\n`.repeat(megabytes < 100 ? 20 : 1),
  },
  "bad codes in UTF-16": {
    to: codes,
    ...text("\uFEFFcode,metadata.note\n", `bad code,${FILLER}\n`),
    encoding: "utf16le",
  },
  "NUL bytes": { to: codes, ...text("code,metadata.note\n", `A-1,${FILLER}\0\n`) },
  "codes with bad e-mails": {
    to: codes,
    head: "code,email,metadata.note\n",
    line: () => `E${number++},nobody,${FILLER}\n`,
  },
  "customers with bad e-mails": {
    to: "/v1/customers/importCSV",
    ...text("email,name\n", `nobody,${FILLER}\n`),
  },
  "SKUs of no product": {
    to: "/v1/skus/importCSV",
    head: "product_id,sku\n",
    line: () => `p${number++},s\n`,
  },
};

const server = await new FileServer(shop).open();
const told: Record<string, number> = {};
const refusals: string[] = [];
for (const [name, file] of Object.entries(FILES)) {
  if (only && !only.includes(name)) continue;
  // A smaller file would hold as many as are taken, and be taken.
  if (name === TOO_MANY && megabytes < 100) continue;
  const { answer, seconds, rssMb, pauseMs } = await server.send(file, BYTES);
  process.stderr.write(
    `${name.padEnd(34)} ${seconds.toFixed(1)} s, ${rssMb} MB, longest pause ${pauseMs} ms: ${answer}\n`,
  );
  refusals.push(`${name}: ${answer}`);
  told.seconds = Math.max(told.seconds ?? 0, seconds);
  told.rssMb = Math.max(told.rssMb ?? 0, rssMb);
  told.pauseMs = Math.max(told.pauseMs ?? 0, pauseMs);
}
const left = server.close();

const { rows } = await pool().query<{ kept: number }>(
  `SELECT (SELECT count(*) FROM voucher) + (SELECT count(*) FROM customer) + (SELECT count(*) FROM sku) AS kept`,
);
if (rows[0]?.kept !== 1) throw new Error(`${rows[0]?.kept} rows are there, not the one from before.`);
report({ megabytes, ...told, left, refusals });
