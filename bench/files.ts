import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type ClientRequest, request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { v7 } from "uuid";
import { hashApiKey, newApiKeySecret } from "@/lib/server/auth/api-key-secret";
import { pool } from "@/lib/server/db/pool";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
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
const secret = newApiKeySecret("admin");
await pool().query(
  `INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix) VALUES ($1, $2, 'Bench', 'admin', $3, 'ck')`,
  [v7(), shop.workspaceId, hashApiKey(secret)],
);

const FILLER = "x".repeat(900);
const codes = "/v1/campaigns/Files/importCSV";
const text = (head: string, line: string) => ({ head, line: () => line });
const TOO_MANY = "more codes than a file may hold";
let number = 0;
const FILES: Record<string, { to: string; head: string; line: () => string; encoding?: BufferEncoding }> = {
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

const earlier = uploads();
const web = fork(path.join(import.meta.dirname, "file-web.ts"), [], { execArgv: ["--import", "tsx"] });
const [url] = (await once(web, "message")) as [string];
const told: Record<string, number> = {};
const refusals: string[] = [];
for (const [name, file] of Object.entries(FILES)) {
  if (only && !only.includes(name)) continue;
  // A smaller file would hold as many as are taken, and be taken.
  if (name === TOO_MANY && megabytes < 100) continue;
  await measured();
  const started = performance.now();
  const answer = await send(file);
  const seconds = (performance.now() - started) / 1000;
  const { rssMb, pauseMs } = await measured();
  process.stderr.write(
    `${name.padEnd(34)} ${seconds.toFixed(1)} s, ${rssMb} MB, longest pause ${pauseMs} ms: ${answer}\n`,
  );
  refusals.push(`${name}: ${answer}`);
  told.seconds = Math.max(told.seconds ?? 0, seconds);
  told.rssMb = Math.max(told.rssMb ?? 0, rssMb);
  told.pauseMs = Math.max(told.pauseMs ?? 0, pauseMs);
}
web.kill();

const { rows } = await pool().query<{ kept: number }>(
  `SELECT (SELECT count(*) FROM voucher) + (SELECT count(*) FROM customer) + (SELECT count(*) FROM sku) AS kept`,
);
if (rows[0]?.kept !== 1) throw new Error(`${rows[0]?.kept} rows are there, not the one from before.`);
report({ megabytes, ...told, left: uploads().filter((name) => !earlier.includes(name)).length, refusals });

function uploads(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("cartograph-upload-"));
}

async function measured(): Promise<{ rssMb: number; pauseMs: number }> {
  const answer = once(web, "message");
  web.send("how much");
  return ((await answer) as [{ rssMb: number; pauseMs: number }])[0];
}

/** Waits until a call takes more, or takes nothing any more. */
async function goesOn(call: ClientRequest): Promise<void> {
  await new Promise<void>((resolve) => {
    const go = () => {
      call.off("drain", go).off("close", go);
      resolve();
    };
    call.on("drain", go).on("close", go);
  });
}

/** Sends a file as a form, no faster than it is taken. @returns what became of it */
async function send({ to, head, line, encoding = "utf8" }: (typeof FILES)[string]): Promise<string> {
  const call = request(`${url}${to}`, {
    method: "POST",
    headers: {
      "x-app-id": "bench",
      "x-app-token": secret,
      "content-type": "multipart/form-data; boundary=parts",
    },
  });
  const answer = once(call, "response");
  answer.catch(() => {});
  // A server that has seen enough answers and closes: what is still to be sent goes nowhere.
  let over = false;
  call.on("error", () => {
    over = true;
  });
  call.once("response", () => {
    over = true;
  });
  call.write(`--parts\r\nContent-Disposition: form-data; name="file"; filename="codes.csv"\r\n\r\n`);
  call.write(Buffer.from(head, encoding));
  for (let sent = 0; sent < BYTES && !over; ) {
    let piece = "";
    while (piece.length < 64_000) piece += line();
    const bytes = Buffer.from(piece, encoding);
    sent += bytes.length;
    if (!call.write(bytes)) await goesOn(call);
  }
  call.end("\r\n--parts--\r\n");
  const [response] = (await answer) as [NodeJS.ReadableStream & { statusCode: number }];
  let body = "";
  for await (const chunk of response) body += String(chunk);
  const action = (JSON.parse(body) as { async_action_id?: string }).async_action_id;
  if (!action) return `${response.statusCode} ${body.slice(0, 200)}`;
  const { rows: kept } = await pool().query<{
    status: string;
    result: { failed_count: number; failed: { line: number; message: string }[] };
  }>(
    `SELECT status, result FROM async_action WHERE workspace_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [shop.workspaceId],
  );
  const { status, result } = kept[0]!;
  const [first] = result.failed;
  return `${response.statusCode} ${status}, ${result.failed_count} lines, first line ${first?.line}: ${first?.message}`;
}
