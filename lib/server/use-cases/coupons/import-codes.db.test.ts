import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { keepUpload } from "@/lib/server/http/keep-upload";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { refusal } from "@/lib/testing/refusal";
import { importCodes } from "./import-codes";
import { importLines } from "./import-lines";

let pool: pg.Pool;
let shop: CouponFixture;
let campaign: string;

beforeAll(async () => {
  ({ pool } = await testDatabase());
});
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
  campaign = await shop.campaign({ type: "static", validForMs: 3_600_000 });
});

function load(text: string | Uint8Array<ArrayBuffer>, check = false) {
  const request = new Request("http://shop.example/", { method: "POST", body: text });
  return importCodes({ actor: shop.actor, params: { id: campaign }, query: { check }, request }, shop.clock);
}
const stored = async () =>
  (
    await pool.query(
      `SELECT v.code, v.quantity, v.expires_at, c.email FROM voucher v LEFT JOIN customer c ON c.id = v.customer_id
       WHERE v.campaign_id = $1 ORDER BY v.code`,
      [campaign],
    )
  ).rows;

test("S3-49: takes codes in, with their own dates and uses, and gives those with an e-mail to their customers", async () => {
  const answer = await load(
    "\uFEFFCode;E-mail;max_redemptions;expires_at\r\nAAA-1;ann@shop.example;;\r\nAAA-2;;3;2026-06-01\r\n",
  );
  expect(answer).toMatchObject({ imported: true, codes: 2, given: 1, refused: 0 });
  expect(await stored()).toEqual([
    { code: "AAA-1", quantity: 1, expires_at: new Date(shop.now + 3_600_000), email: "ann@shop.example" },
    { code: "AAA-2", quantity: 3, expires_at: new Date("2026-06-01T00:00:00Z"), email: null },
  ]);
  const given = await pool.query(`SELECT code, source FROM publication WHERE campaign_id = $1`, [campaign]);
  expect(given.rows).toEqual([{ code: "AAA-1", source: "csv" }]);
});

test("one bad line refuses the file as a whole, each with its line and reason, and no customer is made", async () => {
  await load("code\nTAKEN\n");
  const answer = await load(
    "code,email\nGOOD-1,bob@shop.example\nTAKEN,\nbad code,\nGOOD-2,nobody\nGOOD-1,\n=cmd(),\nGOOD-3,a@b.example,x\n",
  );
  expect(answer).toMatchObject({ imported: false, refused: 6 });
  expect(answer.problems.map(({ line, column }) => [line, column]).sort()).toEqual([
    [3, "code"],
    [4, "code"],
    [5, "email"],
    [6, "code"],
    [7, "code"],
    [8, null],
  ]);
  expect(await stored()).toHaveLength(1);
  const customers = await pool.query(`SELECT 1 FROM customer WHERE workspace_id = $1`, [shop.workspaceId]);
  expect(customers.rowCount).toBe(0);
});

test.each([
  ["", "empty"],
  ["coupon_code,email\nA,\n", 'No column is called "code"'],
  ["code,shoe size\nA,3\n", 'The column "shoe size" is unknown'],
  ["code,code\nA,B\n", "twice"],
  ['code\n"A\n', "not CSV"],
  [`code\n${"A".repeat(20_000)}\n`, "longer than 10,000 characters"],
  [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0xff]), "no text in UTF-8 or UTF-16"],
  [new Uint8Array([0x63, 0x6f, 0x64, 0x65, 0x0a, 0xfc, 0x0a]), "no text in UTF-8 or UTF-16"],
  ["code,metadata.a' b\nA,3\n", "is unknown"],
  ["code,metadata.note\nA-1,good\nA-2,b\0d\n", "NUL character"],
])("a file that is no list of codes says why: %#", async (text, reason) => {
  const answer = await load(text);
  expect(answer).toMatchObject({ imported: false, refused: 1 });
  expect(answer.problems[0]?.message).toContain(reason);
  expect(await stored()).toEqual([]);
});

test.each([
  ["a mark and semicolons", Buffer.from("\uFEFFcode;email\r\nA-1;ann@shop.example\r\n", "utf8")],
  ["tabs", Buffer.from("code\temail\nA-1\tann@shop.example\n", "utf8")],
  ["commas within quotes", Buffer.from('"code","email"\n"A-1","ann@shop.example"\n', "utf8")],
  [
    "UTF-16 little-endian with its mark",
    Buffer.from("\uFEFFcode,email\r\nA-1,ann@shop.example\r\n", "utf16le"),
  ],
  ["UTF-16 little-endian without", Buffer.from("code,email\r\nA-1,ann@shop.example\r\n", "utf16le")],
  ["UTF-16 big-endian", Buffer.from("\uFEFFcode;email\r\nA-1;ann@shop.example\r\n", "utf16le").swap16()],
  ["no end of its last line", Buffer.from("code,email\nA-1,ann@shop.example", "utf8")],
  ["carriage returns alone", Buffer.from("code,email\rA-1,ann@shop.example\r", "utf8")],
])("a file with %s is read as it was meant", async (_what, bytes) => {
  expect(await load(new Uint8Array(bytes))).toMatchObject({ imported: true, codes: 1, given: 1 });
  expect(await stored()).toMatchObject([{ code: "A-1", email: "ann@shop.example" }]);
});

test("a code has its own start, state and metadata, and one that we guarded against formulas comes back as it was", async () => {
  const file = "code,start date,active,metadata.size\n'-DASH-1,2026-06-01,false,XL\n";
  expect(await load(file)).toMatchObject({ imported: true, codes: 1 });
  const { rows } = await pool.query(
    `SELECT code, active, starts_at, metadata FROM voucher WHERE campaign_id = $1`,
    [campaign],
  );
  expect(rows).toEqual([
    { code: "-DASH-1", active: false, starts_at: new Date("2026-06-01T00:00:00Z"), metadata: { size: "XL" } },
  ]);
});

test("a file of 80 MB is read with memory flat, every line refused by its number, and nothing is kept", async () => {
  const LINES = 80_000;
  const filler = "x".repeat(990);
  let line = 0;
  let early = 0;
  let most = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (line === 0) controller.enqueue(Buffer.from("code,email\n"));
      const rows = Array.from({ length: 100 }, () => `bad ${line++},${filler}\n`);
      controller.enqueue(Buffer.from(rows.join("")));
      most = Math.max(most, process.memoryUsage.rss());
      // By then the reader runs at full speed, and all that it needs is there.
      if (line <= LINES / 4) early = most;
      if (line >= LINES) controller.close();
    },
  });
  const request = new Request("http://shop.example/", {
    method: "POST",
    body,
    duplex: "half",
  } as RequestInit);
  const answer = await importCodes(
    { actor: shop.actor, params: { id: campaign }, query: {}, request },
    shop.clock,
  );
  const grown = Math.round((most - early) / 1e6);
  console.info(`The last 60 MB of 80 MB of CSV: the process grew by ${grown} MB at most`);
  expect(grown).toBeLessThan(30);
  expect(answer).toMatchObject({ imported: false, refused: LINES });
  expect(answer.problems).toHaveLength(100);
  expect(answer.problems[0]).toMatchObject({ line: 2, column: "code" });
  expect(await stored()).toEqual([]);
}, 120_000);

test("a file of more codes than are written at once is refused as a whole, and says how many it may hold", async () => {
  const row = await readCampaign(pool, shop.workspaceId, campaign);
  const lines = async function* () {
    for (const line of [2, 3, 4]) yield { ...LINE, line, code: `MANY-${line}` };
  };
  const given = {
    actor: shop.actor,
    campaign: row!,
    lines,
    check: false,
    now: shop.clock(),
    from: "csv" as const,
  };
  const answer = await importLines({ ...given, most: 2 });
  expect(answer).toMatchObject({ imported: false, refused: 1, problems: [{ line: 4 }] });
  expect(answer.problems[0]?.message).toContain("more than 2 lines");
  expect(await stored()).toEqual([]);
  expect(await importLines({ ...given, most: 3 })).toMatchObject({ imported: true, codes: 3 });
});

const LINE = {
  email: null,
  startsAt: null,
  expiresAt: null,
  quantity: undefined,
  active: true,
  metadata: {},
};

test("a file that is refused leaves no dead rows behind among the codes", async () => {
  const rows = async () =>
    (await pool.query<{ n: number }>(`SELECT pg_relation_size('voucher')::int AS n`)).rows[0]?.n;
  const before = await rows();
  const many = Array.from({ length: 5_000 }, (_, index) => `ROOM-${index}\n`).join("");
  expect(await load(`code\n${many}bad code\n`)).toMatchObject({ imported: false, refused: 1, codes: 5_000 });
  expect(await rows()).toBe(before);
});

test("a check writes nothing and shows what would be taken", async () => {
  expect(await load("code,email\nA-1,a@shop.example\n", true)).toMatchObject({
    imported: false,
    codes: 1,
    refused: 0,
    preview: [{ code: "A-1", email: "a@shop.example" }],
  });
  expect(await stored()).toEqual([]);
});

test("imports of many workspaces at once wait for no connection that another of them holds", async () => {
  const shops = await Promise.all(
    Array.from({ length: 2 * pool.options.max }, () => new CouponFixture(pool).open()),
  );
  const imports = shops.map(async (other, index) => {
    const id = await other.campaign({ type: "static" });
    const body = `code,email\nMANY-${index},ann@shop.example\n`;
    const request = new Request("http://shop.example/", { method: "POST", body });
    return await importCodes({ actor: other.actor, params: { id }, query: {}, request }, other.clock);
  });
  for (const answer of await Promise.all(imports)) expect(answer).toMatchObject({ imported: true, given: 1 });
});

describe("while another file of the workspace is looked at", () => {
  let other: pg.PoolClient;
  beforeEach(async () => {
    other = await pool.connect();
    await other.query("BEGIN");
    await other.query(`SELECT pg_advisory_xact_lock(hashtextextended('import of codes ' || $1, 0))`, [
      shop.workspaceId,
    ]);
    return async () => {
      await other.query("ROLLBACK");
      other.release();
    };
  });

  const check = async (waiting: { waitMs?: number } = {}) => {
    const row = await readCampaign(pool, shop.workspaceId, campaign);
    const lines = async function* () {};
    const given = { actor: shop.actor, campaign: row!, check: true, now: shop.clock(), from: "csv" as const };
    return () => importLines({ ...given, ...waiting, lines });
  };

  test("S3-49: a file waits for its turn, so that two that are checked at once both are", async () => {
    const begin = await check();
    const asked = new Promise((resolve) => pool.once("release", resolve));
    const checking = begin();
    // It let its connection go without having had its turn, and will ask again.
    await asked;
    await other.query("COMMIT");
    expect(await checking).toMatchObject({ refused: 0 });
  });

  test("it is told what it waited for in vain, and may be sent again", async () => {
    const begin = await check({ waitMs: 0 });
    expect(await refusal(begin())).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("try this one again when that one is done"),
    });
    await other.query("COMMIT");
    expect(await load("code\nA-1\n")).toMatchObject({ imported: true });
  });
});

test("an upload that is too large is refused while it arrives, and nothing of it is kept", async () => {
  let read = false;
  const work = async () => {
    read = true;
  };
  const upload = (bytes: number) => keepUpload(new Response("x".repeat(bytes)), work, 1_000_000);
  expect(await refusal(upload(1_000_001))).toMatchObject({
    code: "too_large",
    message: "The file is larger than 1 MB.",
  });
  expect(read).toBe(false);
  const declared = { headers: new Headers({ "content-length": "1000001" }), body: null };
  expect(await refusal(keepUpload(declared, work, 1_000_000))).toMatchObject({ code: "too_large" });
  await upload(1_000_000);
  expect(read).toBe(true);
});

test("S3-49: the codes of a file are given in its order", async () => {
  const codes = Array.from({ length: 40 }, (_, index) => `LINE-${(index * 17) % 40}`);
  await load(`code\n${codes.join("\n")}\n`);
  const { rows } = await pool.query(`SELECT code FROM voucher WHERE campaign_id = $1 ORDER BY id`, [
    campaign,
  ]);
  expect(rows.map(({ code }) => code)).toEqual(codes);
});
