import { v7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { permissionsOfRole, permissionsOfScope, ROLES } from "@/lib/domain/access/permissions";
import { pool } from "@/lib/server/db/pool";
import { changePassword } from "@/lib/server/use-cases/accounts/change-password";
import { revokeApiKey } from "@/lib/server/use-cases/api-keys/revoke-api-key";
import {
  fromBrowser,
  fromProgram,
  join,
  PASSWORD,
  sessionCookie,
  type TestPerson,
  testApiKey,
  testPerson,
  testWorkspace,
} from "@/lib/testing/account-fixture";
import { testDatabase } from "@/lib/testing/database";
import { hashApiKey } from "./api-key-secret";
import { authenticate } from "./authenticate";
import { sessionCookieName } from "./session";
import { WORKSPACE_COOKIE } from "./workspace-cookie";

let owner: TestPerson;
let workspaceId: string;

beforeAll(async () => {
  await testDatabase();
  owner = await testPerson();
  workspaceId = await testWorkspace(owner);
});

describe("an API key", () => {
  it.each(["write", "read", "admin"] as const)(
    "with the scope %s may do what its scope says, and no more",
    async (scope) => {
      const actor = await authenticate(fromProgram("/api/v1/me", await testApiKey(workspaceId, scope)));
      expect(actor).toMatchObject({ workspaceId, kind: "key", userId: null });
      expect([...actor.permissions]).toEqual(permissionsOfScope(scope));
    },
  );

  it("is kept as a hash: the database never holds the secret", async () => {
    const secret = await testApiKey(workspaceId);
    const { rows } = await pool().query(
      `SELECT k::text AS line, hash, prefix FROM api_key k WHERE hash = $1`,
      [hashApiKey(secret)],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].line).not.toContain(secret);
    expect(secret.startsWith(rows[0].prefix)).toBe(true);
    expect(rows[0].prefix.length).toBeLessThan(secret.length / 2);
  });

  it("is refused when it is unknown, malformed, or not sent as Bearer", async () => {
    for (const authorization of ["Bearer ck_admin_unknown", "Basic YWJj", "Bearer", "Bearer a b"]) {
      const request = new Request("http://localhost:3000/api/v1/me", { headers: { authorization } });
      await expect(authenticate(request), authorization).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  it("is refused at once after it was revoked, though it was used a moment before", async () => {
    const secret = await testApiKey(workspaceId);
    const actor = await authenticate(fromProgram("/api/v1/me", secret));
    await revokeApiKey({ actor, params: { id: actor.id.replace("key:", "") } });
    await expect(authenticate(fromProgram("/api/v1/me", secret))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("is refused after five seconds when another process revoked it", async () => {
    const secret = await testApiKey(workspaceId);
    let now = Date.now();
    const clock = () => new Date(now);
    await authenticate(fromProgram("/api/v1/me", secret), clock);
    await pool().query(`UPDATE api_key SET revoked_at = now() WHERE hash = $1`, [hashApiKey(secret)]);
    now += 4_999;
    await expect(authenticate(fromProgram("/api/v1/me", secret), clock)).resolves.toBeDefined();
    now += 1;
    await expect(authenticate(fromProgram("/api/v1/me", secret), clock)).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("notes its use at most once a minute", async () => {
    const secret = await testApiKey(workspaceId);
    const start = Date.parse("2026-03-01T10:00:00Z");
    const used = async (ms: number) => {
      await authenticate(fromProgram("/api/v1/me", secret), () => new Date(start + ms));
      const { rows } = await pool().query<{ at: Date }>(
        `SELECT last_used_at AS at FROM api_key WHERE hash = $1`,
        [hashApiKey(secret)],
      );
      return rows[0]!.at.getTime() - start;
    };
    expect([await used(0), await used(30_000), await used(59_999), await used(65_000)]).toEqual([
      0, 0, 0, 65_000,
    ]);
  });

  it("may name its own workspace and no other", async () => {
    const secret = await testApiKey(workspaceId);
    const own = fromProgram("/api/v1/me", secret, { headers: { "x-workspace-id": workspaceId } });
    await expect(authenticate(own)).resolves.toMatchObject({ workspaceId });
    const other = fromProgram("/api/v1/me", secret, { headers: { "x-workspace-id": v7() } });
    await expect(authenticate(other)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a session", () => {
  it.each(ROLES)("gives a %s the permissions of the role they have now", async (role) => {
    const person = await testPerson();
    await join(workspaceId, person, role);
    const actor = await authenticate(fromBrowser("/api/v1/me", person));
    expect(actor).toMatchObject({ workspaceId, kind: "user", userId: person.id, role });
    expect([...actor.permissions]).toEqual(permissionsOfRole(role));
    await join(workspaceId, person, "viewer");
    expect((await authenticate(fromBrowser("/api/v1/me", person))).role).toBe("viewer");
  });

  it("ends for a workspace when the person is taken out of it", async () => {
    const person = await testPerson();
    await join(workspaceId, person, "admin");
    await pool().query(`DELETE FROM membership WHERE user_id = $1`, [person.id]);
    await expect(authenticate(fromBrowser("/api/v1/me", person))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("is in the workspace that was chosen, else in the oldest, and never in one of others", async () => {
    const person = await testPerson();
    const [first, second] = [await testWorkspace(person), await testWorkspace(person)];
    const strange = await testWorkspace(await testPerson());
    const inWorkspace = async (chosen: string | null, asked?: string) => {
      const headers: Record<string, string> = asked ? { "x-workspace-id": asked } : {};
      if (chosen) headers.cookie = `${person.cookie}; ${WORKSPACE_COOKIE}=${chosen}`;
      return (await authenticate(fromBrowser("/api/v1/me", person, { headers }))).workspaceId;
    };
    expect(await inWorkspace(null)).toBe(first);
    expect(await inWorkspace(second)).toBe(second);
    expect(await inWorkspace(first, second)).toBe(second);
    expect(await inWorkspace(strange)).toBe(first);
    await expect(inWorkspace(null, strange)).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends everywhere when the password changes", async () => {
    const person = await testPerson();
    await testWorkspace(person);
    const actor = await authenticate(fromBrowser("/api/v1/me", person));
    await changePassword({ actor, body: { current: PASSWORD, next: "quite another password" } });
    await expect(authenticate(fromBrowser("/api/v1/me", person))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("is refused when it was made up, changed, or opened for somebody who is gone", async () => {
    const cookies = [
      `${sessionCookieName()}=nonsense`,
      `${owner.cookie.slice(0, -4)}AAAA`,
      await sessionCookie(v7(), null),
      await sessionCookie(owner.id, "the hash of another password"),
    ];
    for (const cookie of cookies)
      await expect(authenticate(fromBrowser("/api/v1/me", { ...owner, cookie }))).rejects.toMatchObject({
        code: "unauthenticated",
      });
    await expect(authenticate(new Request("http://localhost:3000/api/v1/me"))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });
});

describe("a write that another site makes the browser send", () => {
  const attempt = (headers: Record<string, string>, method = "POST") =>
    authenticate(
      new Request("http://localhost:3000/api/v1/team", {
        method,
        headers: { cookie: owner.cookie, ...headers },
      }),
    );

  it.each([
    ["from another site", { "sec-fetch-site": "cross-site" }],
    ["from another port of this host", { "sec-fetch-site": "same-site" }],
    ["from another origin", { origin: "https://evil.example", host: "localhost:3000" }],
    ["from a sandboxed page", { origin: "null", host: "localhost:3000" }],
    ["from nowhere", {}],
  ])("%s is refused", async (_what, headers) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      await expect(attempt(headers, method), method).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is carried out from our own pages", async () => {
    await expect(attempt({ "sec-fetch-site": "same-origin" })).resolves.toBeDefined();
    await expect(attempt({ origin: "http://localhost:3000", host: "localhost:3000" })).resolves.toBeDefined();
    await expect(
      attempt({ origin: "http://192.168.0.7:3000", host: "192.168.0.7:3000" }),
    ).resolves.toBeDefined();
  });

  it("does not concern reading, nor programs with a key", async () => {
    await expect(attempt({ "sec-fetch-site": "cross-site" }, "GET")).resolves.toBeDefined();
    const secret = await testApiKey(workspaceId);
    await expect(
      authenticate(
        fromProgram("/api/v1/team", secret, { method: "POST", headers: { "sec-fetch-site": "cross-site" } }),
      ),
    ).resolves.toBeDefined();
  });
});
