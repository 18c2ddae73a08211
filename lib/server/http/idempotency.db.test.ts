import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { contract } from "@/lib/contracts/contract";
import { DomainError } from "@/lib/domain/errors";
import { authenticate } from "@/lib/server/auth/authenticate";
import { pool } from "@/lib/server/db/pool";
import { cleanUp } from "@/lib/server/jobs/clean-up";
import { fromProgram, testApiKey, testPerson, testWorkspace } from "@/lib/testing/account-fixture";
import { testDatabase } from "@/lib/testing/database";
import { replayable } from "./idempotency";
import { route } from "./route";

const makeThing = contract({
  method: "POST",
  path: "/api/v1/things",
  summary: "",
  tag: "",
  access: "signed-in",
  body: z.object({ name: z.string() }),
  response: z.object({ made: z.number() }),
  status: 201,
});
const makeSecret = contract({
  ...makeThing,
  path: "/api/v1/secrets",
  response: z.object({ secret: z.string() }),
  secretAnswer: true,
});

let secret: string;
let made: number;

beforeAll(async () => {
  await testDatabase();
  secret = await testApiKey(await testWorkspace(await testPerson()));
});
beforeEach(async () => {
  made = 0;
  await pool().query(`DELETE FROM idempotency_key`);
});

const none = { params: Promise.resolve({}) };
const things = route(makeThing, async () => ({ made: ++made }));
const request = (key: string, name = "A", path = "/api/v1/things") =>
  fromProgram(path, secret, { method: "POST", body: { name }, headers: { "idempotency-key": key } });

describe("a write with an Idempotency-Key", () => {
  it("happens once and answers the same every time", async () => {
    const first = await things(request("k"), none);
    const again = await things(request("k"), none);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(made).toBe(1);
  });

  it("is refused with the same key for something else, and happens with another key", async () => {
    await things(request("k"), none);
    expect((await things(request("k", "B"), none)).status).toBe(409);
    expect((await things(request("other"), none)).status).toBe(201);
    expect(made).toBe(2);
  });

  it("happens once when both come at the same moment", async () => {
    let finish = () => {};
    const slow = route(makeThing, async () => {
      await new Promise<void>((done) => {
        finish = done;
      });
      return { made: ++made };
    });
    const first = slow(request("k"), none);
    await expect.poll(async () => (await pool().query(`SELECT FROM idempotency_key`)).rowCount).toBe(1);
    const second = await slow(request("k"), none);
    expect(second.status).toBe(409);
    expect(second.headers.get("retry-after")).toBe("1");
    finish();
    expect((await first).status).toBe(201);
    expect((await slow(request("k"), none)).status).toBe(201);
    expect(made).toBe(1);
  });

  it("leaves the key free when it was refused or failed", async () => {
    for (const failure of [new DomainError("conflict", "Taken."), new Error("broken")]) {
      const broken = route(makeThing, async () => {
        throw failure;
      });
      expect((await broken(request("k"), none)).status).toBeGreaterThanOrEqual(400);
      expect((await things(request("k"), none)).status).toBe(201);
      await pool().query(`DELETE FROM idempotency_key`);
    }
    const unwell = route(makeThing, async () => new Response("busy", { status: 503 }));
    expect((await unwell(request("k"), none)).status).toBe(503);
    expect((await things(request("k"), none)).status).toBe(201);
  });

  it("takes over after a minute from a request whose process died, and not before", async () => {
    const actor = await authenticate(request("k"));
    const start = Date.parse("2026-03-01T10:00:00Z");
    const write = { key: "k", request: request("k"), body: { name: "A" }, keepAnswer: true };
    const attempt = (ms: number, answer: () => Promise<Response>) =>
      replayable(actor, write, answer, () => new Date(start + ms));
    // Dies: it never answers, and nobody clears up after it.
    void attempt(0, () => new Promise(() => {}));
    await expect.poll(async () => (await pool().query(`SELECT FROM idempotency_key`)).rowCount).toBe(1);
    await expect(attempt(59_999, async () => Response.json(1))).rejects.toMatchObject({ code: "conflict" });
    expect(await (await attempt(60_001, async () => Response.json(2))).json()).toBe(2);
    expect(await (await attempt(60_002, async () => Response.json(3))).json()).toBe(2);
  });

  it("keeps the answer of the one that took over when the first comes back to life", async () => {
    const actor = await authenticate(request("k"));
    const start = Date.parse("2026-03-01T10:00:00Z");
    const write = { key: "k", request: request("k"), body: { name: "A" }, keepAnswer: true };
    let revive = (_response: Response) => {};
    const first = replayable(
      actor,
      write,
      () =>
        new Promise<Response>((answer) => {
          revive = answer;
        }),
      () => new Date(start),
    );
    await expect.poll(async () => (await pool().query(`SELECT FROM idempotency_key`)).rowCount).toBe(1);
    const later = () => new Date(start + 61_000);
    await replayable(actor, write, async () => Response.json("second"), later);
    revive(Response.json("first"));
    await first;
    expect(await (await replayable(actor, write, async () => Response.json("third"), later)).json()).toBe(
      "second",
    );
  });

  it("never keeps a secret: a retry is told that the first try succeeded, and nothing more", async () => {
    const secrets = route(makeSecret, async () => ({ secret: `ck_admin_${++made}` }));
    expect(await (await secrets(request("k", "A", "/api/v1/secrets"), none)).json()).toEqual({
      secret: "ck_admin_1",
    });
    const { rows } = await pool().query(`SELECT k::text AS line FROM idempotency_key k`);
    expect(rows).toHaveLength(1);
    expect(rows[0].line).not.toContain("ck_admin");
    const again = await secrets(request("k", "A", "/api/v1/secrets"), none);
    expect(again.status).toBe(409);
    expect(await again.text()).not.toContain("ck_admin");
    expect(made).toBe(1);
  });
});

it("old keys, tries and invitations are cleaned up, young ones stay", async () => {
  const now = new Date();
  const { rows } = await pool().query(`SELECT id FROM workspace`);
  const old = new Date(now.getTime() - 25 * 3_600_000);
  await pool().query(
    `INSERT INTO idempotency_key (workspace_id, key, request_hash, created_at) VALUES ($1, 'old', '', $2), ($1, 'young', '', $3)`,
    [rows[0].id, old, now],
  );
  await pool().query(`INSERT INTO rate_limit (key, points, expire) VALUES ('old', 1, $1), ('young', 1, $2)`, [
    now.getTime() - 1000,
    now.getTime() + 60_000,
  ]);
  await cleanUp({ pool: pool(), clock: () => now });
  expect((await pool().query(`SELECT key FROM idempotency_key`)).rows).toEqual([{ key: "young" }]);
  expect((await pool().query(`SELECT key FROM rate_limit`)).rows).toEqual([{ key: "young" }]);
});
