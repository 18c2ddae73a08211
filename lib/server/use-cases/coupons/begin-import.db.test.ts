import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import type pg from "pg";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { refusal } from "@/lib/testing/refusal";
import { beginImport } from "./begin-import";
import { forgetImport } from "./forget-import";
import { getCampaign } from "./get-campaign";
import { type ImportProgress, importLines } from "./import-lines";
import { listImportProblems } from "./list-import-problems";

let pool: pg.Pool;
let shop: CouponFixture;
let campaign: string;

beforeAll(async () => {
  ({ pool } = await testDatabase());
});
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
  campaign = await shop.campaign({ type: "static" });
});

const call = () => ({ actor: shop.actor, params: { id: campaign } });
const shown = async () => (await getCampaign(call(), shop.clock)).import;

async function load(body: BodyInit, into = campaign) {
  const request = new Request("http://shop.example/", {
    method: "POST",
    body,
    duplex: "half",
  } as RequestInit);
  let whenDone = () => {};
  const ended = new Promise<void>((resolve) => {
    whenDone = resolve;
  });
  const begun = await beginImport(
    { actor: shop.actor, params: { id: into }, query: { name: "spring.csv" }, request },
    shop.clock,
    whenDone,
  );
  return { begun, ended };
}
const codes = async () =>
  (await pool.query(`SELECT code FROM voucher WHERE campaign_id = $1 ORDER BY code`, [campaign])).rows;

test("S3-49: a file is answered once it has arrived, and the campaign says how it ended", async () => {
  const { begun, ended } = await load("code,email\nA-1,ann@shop.example\nA-2,\n");
  expect(begun).toMatchObject({ fileName: "spring.csv", failure: null });
  await ended;
  expect(await shown()).toMatchObject({
    id: begun.id,
    status: "done",
    codes: 2,
    written: 2,
    given: 1,
    refused: 0,
  });
  expect(await codes()).toEqual([{ code: "A-1" }, { code: "A-2" }]);
});

test("the refused lines of a file are shown and come as a file, and nothing of it is taken in", async () => {
  await (await load("code,email\nGOOD,\n=cmd(),\nGOOD-2,nobody\n")).ended;
  expect(await shown()).toMatchObject({
    status: "refused",
    refused: 2,
    written: 0,
    problems: [
      { line: 3, column: "code" },
      { line: 4, column: "email", message: "This is not an e-mail address." },
    ],
  });
  expect(await codes()).toEqual([]);
  const file = await (await listImportProblems(call())).text();
  expect(file.split("\r\n")).toHaveLength(4);
  expect(file).toContain("4,email,This is not an e-mail address.");
  await forgetImport(call(), shop.clock);
  expect(await shown()).toBeNull();
});

test("S3-49: an upload that is broken off leaves neither a word, nor a code, nor a file", async () => {
  const kept = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("cartograph-upload-"));
  const before = await kept();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ === 0) controller.enqueue(Buffer.from("code\nA-1\nA-2\n"));
      else controller.error(new Error("The customer has gone."));
    },
  });
  // A refusal and no fault of the server's, which would be logged as one.
  expect(await refusal(load(body))).toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("ended before"),
  });
  expect(await shown()).toBeNull();
  expect(await codes()).toEqual([]);
  expect((await kept()).filter((name) => !before.includes(name))).toEqual([]);
});

test("one file of a workspace at a time, and one whose server was stopped is in nobody's way", async () => {
  await (await load("code\nA-1\n")).ended;
  await pool.query(`UPDATE code_import SET status = 'writing' WHERE campaign_id = $1`, [campaign]);
  const other = await shop.campaign({ type: "static" });
  expect(await refusal(load("code\nB-1\n", other))).toMatchObject({ code: "conflict" });
  await forgetImport(call(), shop.clock);
  expect(await shown()).toMatchObject({ status: "writing" });
  shop.now += 61_000;
  expect(await shown()).toMatchObject({ status: "failed", failure: expect.stringContaining("was stopped") });
  await (await load("code\nB-1\n", other)).ended;
  await forgetImport(call(), shop.clock);
  expect(await shown()).toBeNull();
});

test("while a file is written it is told how many of how many codes are", async () => {
  const row = await readCampaign(pool, shop.workspaceId, campaign);
  const LINE = {
    email: null,
    startsAt: null,
    expiresAt: null,
    quantity: undefined,
    active: true,
    metadata: {},
  };
  const progress: ImportProgress = { status: "checking", lines: 0, codes: 0, written: 0, refused: 0 };
  const seen: ImportProgress[] = [];
  const lines = async function* () {
    for (let line = 2; line < 15_002; line++) {
      if (line === 15_001) seen.push({ ...progress });
      yield { ...LINE, line, code: `MANY-${line}` };
    }
  };
  const given = {
    actor: shop.actor,
    campaign: row!,
    lines,
    check: false,
    now: shop.clock(),
    from: "csv" as const,
  };
  expect(await importLines({ ...given, progress })).toMatchObject({ imported: true, codes: 15_000 });
  expect(seen[0]).toEqual({ status: "checking", lines: 10_001, codes: 0, written: 0, refused: 0 });
  expect(seen.at(-1)).toEqual({
    status: "writing",
    lines: 15_001,
    codes: 15_000,
    written: 10_000,
    refused: 0,
  });
});
