import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { authenticate } from "@/lib/server/auth/authenticate";
import { countSignInTry } from "@/lib/server/auth/sign-in-limit";
import { TRIES } from "@/lib/server/auth/tries";
import { pool } from "@/lib/server/db/pool";
import {
  fromBrowser,
  fromProgram,
  join,
  PASSWORD,
  testApiKey,
  testPerson,
  testWorkspace,
} from "@/lib/testing/account-fixture";
import { testDatabase } from "@/lib/testing/database";
import { changeName } from "./change-name";
import { changePassword } from "./change-password";
import { chooseWorkspace } from "./choose-workspace";
import { isSetUp } from "./is-set-up";
import { setUp } from "./set-up";
import { showMe } from "./show-me";
import { signInWithPassword } from "./sign-in-with-password";
import { signInWithProvider } from "./sign-in-with-provider";

beforeAll(async () => {
  await testDatabase();
});

afterEach(async () => {
  await pool().query(`DELETE FROM rate_limit`);
});

const FIRST = {
  user: { name: "Olga", email: "olga@shop.example", password: "the very first password" },
  workspace: { name: "Shop", timeZone: "Europe/Berlin", currency: "EUR" },
};
const setUpRequest = new Request("http://localhost:3000/api/setup", { method: "POST" });

describe("the first start", () => {
  it("makes one owner and one workspace, however many ask at once", async () => {
    expect(await isSetUp()).toBe(false);
    const tries = ["a", "b", "c", "d"].map((name) =>
      setUp({
        body: { ...FIRST, user: { ...FIRST.user, email: `${name}@shop.example` } },
        request: setUpRequest,
      }),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { rows } = await pool().query(
      `SELECT count(*) AS users, (SELECT count(*) FROM workspace) AS workspaces,
         (SELECT string_agg(role, ',') FROM membership) AS roles FROM user_account`,
    );
    expect(rows[0]).toEqual({ users: 1, workspaces: 1, roles: "owner" });
    expect(await isSetUp()).toBe(true);
  });

  it("is refused afterwards", async () => {
    await expect(setUp({ body: FIRST, request: setUpRequest })).rejects.toMatchObject({ code: "conflict" });
  });

  it("keeps the password as argon2id and the signing secret sealed", async () => {
    const { rows } = await pool().query(
      `SELECT u.password_hash, w.signing_secret FROM user_account u, workspace w`,
    );
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(Buffer.from(rows[0].signing_secret, "base64")[0]).toBe(1);
  });
});

describe("signing in", () => {
  const address = "203.0.113.9";

  it("takes the right password, however the address is written", async () => {
    const person = await testPerson();
    for (const email of [person.email, `  ${person.email.toUpperCase()} `])
      expect((await signInWithPassword({ email, password: PASSWORD }, address))?.userId).toBe(person.id);
  });

  it("answers a wrong password, an unknown address and an account without a password alike", async () => {
    const person = await testPerson();
    const { rows } = await pool().query(
      `INSERT INTO user_account (id, email, name) VALUES (gen_random_uuid(), 'outside@shop.example', 'O') RETURNING email`,
    );
    for (const email of [person.email, "nobody@shop.example", rows[0].email, "no address", ""])
      expect(await signInWithPassword({ email, password: "wrong password" }, address)).toBeNull();
    expect(await signInWithPassword({ email: rows[0].email, password: "" }, address)).toBeNull();
  });

  it("is refused with the time to wait after too many wrong passwords, even with the right one", async () => {
    const person = await testPerson();
    for (let tries = 0; tries < TRIES.pair.points; tries++)
      await signInWithPassword({ email: person.email, password: "wrong password" }, address);
    const refused = signInWithPassword({ email: person.email, password: PASSWORD }, address);
    await expect(refused).rejects.toMatchObject({
      code: "rate_limited",
      message: expect.stringMatching(/Wait 15 minutes/),
    });
    await refused.catch((error) => {
      expect(error.extra.retryAfterSeconds).toBeGreaterThan(TRIES.pair.seconds - 60);
      expect(error.extra.retryAfterSeconds).toBeLessThanOrEqual(TRIES.pair.seconds);
    });
    // Another address is not kept out by it, and another account neither.
    expect(
      await signInWithPassword({ email: person.email, password: PASSWORD }, "203.0.113.10"),
    ).not.toBeNull();
    const other = await testPerson();
    expect(await signInWithPassword({ email: other.email, password: PASSWORD }, address)).not.toBeNull();
  });

  it("forgets slips after the right password", async () => {
    const person = await testPerson();
    for (let round = 0; round < 3; round++) {
      for (let slips = 1; slips < TRIES.pair.points; slips++)
        await signInWithPassword({ email: person.email, password: "wrong password" }, address);
      expect(await signInWithPassword({ email: person.email, password: PASSWORD }, address)).not.toBeNull();
    }
  });

  it("stops one address that tries many accounts", async () => {
    for (let tries = 0; tries < TRIES.address.points; tries++)
      await countSignInTry(`guess${tries}@shop.example`, "198.51.100.1");
    await expect(
      signInWithPassword({ email: "another@shop.example", password: "guess" }, "198.51.100.1"),
    ).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("stops many addresses that try one account", async () => {
    const person = await testPerson();
    for (let tries = 0; tries < TRIES.account.points; tries++)
      await countSignInTry(person.email, `192.0.2.${tries}`);
    await expect(
      signInWithPassword({ email: person.email, password: PASSWORD }, "192.0.2.200"),
    ).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("counts tries at once, not one after the other", async () => {
    const person = await testPerson();
    const tries = Array.from({ length: 20 }, () =>
      signInWithPassword({ email: person.email, password: "wrong password" }, address),
    );
    const judged = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled");
    expect(judged).toHaveLength(TRIES.pair.points);
  });
});

describe("signing in with an outside provider", () => {
  const identity = { provider: "github", accountId: "1", email: null, emailVerified: true, name: "Ada" };

  it("needs an account or an invitation with the same, verified address", async () => {
    const person = await testPerson();
    expect(await signInWithProvider({ ...identity, email: "stranger@shop.example" })).toBeNull();
    expect(await signInWithProvider({ ...identity, email: person.email, emailVerified: false })).toBeNull();
    expect(await signInWithProvider({ ...identity, email: person.email.toUpperCase() })).toMatchObject({
      userId: person.id,
    });
  });

  it("stays linked when the address changes on their side", async () => {
    const person = await testPerson();
    const linked = { ...identity, accountId: "2" };
    await signInWithProvider({ ...linked, email: person.email });
    expect(
      await signInWithProvider({ ...linked, email: "new@shop.example", emailVerified: false }),
    ).toMatchObject({
      userId: person.id,
    });
  });

  it("accepts an open invitation to the address, and not one that has run out", async () => {
    const workspaceId = await testWorkspace(await testPerson());
    const invite = (email: string, expires: string) =>
      pool().query(
        `INSERT INTO invitation (id, workspace_id, email, role, token_hash, expires_at)
         VALUES (gen_random_uuid(), $1, $2, 'marketer', gen_random_uuid()::text, $3)`,
        [workspaceId, email, expires],
      );
    await invite("invited@shop.example", "2999-01-01");
    await invite("late@shop.example", "2001-01-01");
    const signIn = await signInWithProvider({ ...identity, accountId: "3", email: "invited@shop.example" });
    expect(signIn).not.toBeNull();
    const { rows } = await pool().query(`SELECT workspace_id, role FROM membership WHERE user_id = $1`, [
      signIn?.userId,
    ]);
    expect(rows).toEqual([{ workspace_id: workspaceId, role: "marketer" }]);
    expect(await signInWithProvider({ ...identity, accountId: "4", email: "late@shop.example" })).toBeNull();
  });
});

describe("one's own account", () => {
  it("shows who, where and what for a person, without anything of other workspaces", async () => {
    const person = await testPerson("Mara");
    const own = await testWorkspace(person, "Own shop");
    const shared = await testWorkspace(await testPerson(), "Shared shop");
    await join(shared, person, "viewer");
    await testWorkspace(await testPerson(), "Strange shop");
    const me = await showMe({ actor: await authenticate(fromBrowser("/api/v1/me", person)) });
    expect(me).toMatchObject({
      user: { id: person.id, name: "Mara", email: person.email },
      workspace: { id: own, name: "Own shop", timeZone: "Europe/Berlin", currency: "EUR", demo: false },
      role: "owner",
      workspaces: [
        { id: own, name: "Own shop" },
        { id: shared, name: "Shared shop" },
      ],
      links: {},
    });
    expect(me.permissions).toContain("team:write");
  });

  it("shows an API key its workspace, and nobody", async () => {
    const workspaceId = await testWorkspace(await testPerson(), "Shop of the key");
    const actor = await authenticate(fromProgram("/api/v1/me", await testApiKey(workspaceId, "read")));
    expect(await showMe({ actor })).toMatchObject({
      user: null,
      role: "read key",
      permissions: ["read"],
      workspaces: [{ id: workspaceId, name: "Shop of the key" }],
    });
    for (const attempt of [
      changeName({ actor, body: { name: "X" } }),
      changePassword({ actor, body: { current: "", next: "quite another password" } }),
      chooseWorkspace({ actor, body: { workspaceId } }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });

  it("changes the password only against the present one, and not by guessing", async () => {
    const person = await testPerson();
    await testWorkspace(person);
    const actor = await authenticate(fromBrowser("/api/v1/me", person));
    const attempt = (current: string) =>
      changePassword({ actor, body: { current, next: "quite another password" } });
    await expect(attempt("wrong")).rejects.toMatchObject({
      code: "invalid_input",
      issues: [{ path: "current" }],
    });
    await attempt(PASSWORD);
    expect(await signInWithPassword({ email: person.email, password: PASSWORD }, "::1")).toBeNull();
    expect(
      await signInWithPassword({ email: person.email, password: "quite another password" }, "::1"),
    ).not.toBeNull();
    for (let tries = 0; tries < TRIES.pair.points; tries++) await attempt("guess").catch(() => {});
    await expect(attempt("quite another password")).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("chooses only among one's own workspaces", async () => {
    const person = await testPerson();
    const own = await testWorkspace(person);
    const strange = await testWorkspace(await testPerson());
    const actor = await authenticate(fromBrowser("/api/v1/me", person));
    expect(await chooseWorkspace({ actor, body: { workspaceId: own } })).toEqual({ workspaceId: own });
    await expect(chooseWorkspace({ actor, body: { workspaceId: strange } })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
