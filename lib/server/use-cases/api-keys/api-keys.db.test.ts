import { beforeAll, describe, expect, it } from "vitest";
import { newApiKey } from "@/lib/contracts/api-keys";
import { KEY_SCOPES, type KeyScope, type Role } from "@/lib/domain/access/permissions";
import { authenticate } from "@/lib/server/auth/authenticate";
import { pool } from "@/lib/server/db/pool";
import {
  fromBrowser,
  fromProgram,
  join,
  testApiKey,
  testPerson,
  testWorkspace,
} from "@/lib/testing/account-fixture";
import { testDatabase } from "@/lib/testing/database";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./list-api-keys";
import { revokeApiKey } from "./revoke-api-key";

let workspaceId: string;

beforeAll(async () => {
  await testDatabase();
  workspaceId = await testWorkspace(await testPerson());
});

async function actorWith(role: Role) {
  const person = await testPerson();
  await join(workspaceId, person, role);
  return await authenticate(fromBrowser("/api/v1/api-keys", person));
}

const allowed: Record<Role, KeyScope[]> = {
  owner: ["write", "read", "admin", "client"],
  admin: ["write", "read", "admin", "client"],
  developer: ["write", "read", "client"],
  marketer: [],
  viewer: [],
};

describe("making a key", () => {
  it.each(Object.entries(allowed) as [Role, KeyScope[]][])(
    "a %s makes the scopes %j: none that may do more than they",
    async (role, scopes) => {
      const actor = await actorWith(role);
      for (const scope of KEY_SCOPES) {
        const made = createApiKey({ actor, body: { name: "Shop", scope } });
        if (scopes.includes(scope)) await expect(made).resolves.toMatchObject({ scope });
        else await expect(made).rejects.toMatchObject({ code: "forbidden" });
      }
    },
  );

  it("a client key that gives codes is for those who may give them, and each has pages of its own", async () => {
    const key = { name: "Pages", scope: "client" as const, origins: ["https://shop.example"] };
    const developer = await actorWith("developer");
    await expect(
      createApiKey({ actor: developer, body: { ...key, calls: ["publish"] } }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      createApiKey({ actor: developer, body: { ...key, calls: ["redeem"] } }),
    ).resolves.toMatchObject({ origins: ["https://shop.example"], calls: ["redeem"] });
    expect(newApiKey.safeParse({ name: "Pages", scope: "client" }).success).toBe(false);
    expect(newApiKey.safeParse({ ...key, scope: "write" }).success).toBe(false);
    expect(newApiKey.safeParse({ ...key, origins: ["https://shop.example/cart"] }).success).toBe(false);
    expect(newApiKey.parse({ ...key, origins: ["HTTPS://Shop.example/"] }).origins).toEqual([
      "https://shop.example",
    ]);
  });

  it("gives a secret of the right form that works, once", async () => {
    const actor = await actorWith("owner");
    const key = await createApiKey({ actor, body: { name: "Shop", scope: "write" } });
    expect(key.secret).toMatch(/^ck_write_[A-Za-z0-9_-]{43}$/);
    expect(await authenticate(fromProgram("/api/v1/events", key.secret))).toMatchObject({
      workspaceId,
      name: "Shop",
    });
    const { data } = await listApiKeys({ actor, query: { limit: 200 } });
    expect(data.find(({ id }) => id === key.id)).toMatchObject({
      prefix: key.secret.slice(0, 15),
      revokedAt: null,
    });
    expect(JSON.stringify(data)).not.toContain(key.secret);
    const { rows } = await pool().query(`SELECT string_agg(detail::text, '') AS details FROM audit_entry`);
    expect(rows[0].details).not.toContain(key.secret);
  });

  it("takes a secret agreed on elsewhere, and refuses it the second time", async () => {
    const actor = await actorWith("owner");
    const seeded = {
      actor,
      body: { name: "Seeded", scope: "admin" as const },
      secret: "ck_demo_0123456789abcdef",
    };
    await createApiKey(seeded);
    expect((await authenticate(fromProgram("/api/v1/me", seeded.secret))).permissions.has("team:write")).toBe(
      true,
    );
    await expect(createApiKey(seeded)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the list of keys", () => {
  it("pages over keys in use and then the revoked ones", async () => {
    const own = await testWorkspace(await testPerson());
    const actor = await authenticate(fromProgram("/api/v1/api-keys", await testApiKey(own)));
    for (let index = 0; index < 6; index++) await testApiKey(own, "read");
    const before = await listApiKeys({ actor, query: { limit: 200 } });
    for (const { id } of before.data.filter(({ scope }) => scope === "read").slice(0, 3))
      await revokeApiKey({ actor, params: { id } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listApiKeys({ actor, query: { limit: 2, cursor } });
      seen.push(...page.data.map(({ id, revokedAt }) => `${revokedAt ? "revoked" : "used"} ${id}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.map((line) => line.split(" ")[0])).toEqual([
      ...Array(4).fill("used"),
      ...Array(3).fill("revoked"),
    ]);
    expect(new Set(seen).size).toBe(7);
  });

  it("refuses a cursor of its own making", async () => {
    const actor = await actorWith("owner");
    await expect(listApiKeys({ actor, query: { limit: 2, cursor: "nonsense" } })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

it("revoking twice is the same as once, and nobody revokes another workspace's key", async () => {
  const actor = await actorWith("developer");
  const key = await createApiKey({ actor, body: { name: "Shop", scope: "read" } });
  await revokeApiKey({ actor, params: { id: key.id } });
  await revokeApiKey({ actor, params: { id: key.id } });
  const elsewhere = await testWorkspace(await testPerson());
  const stranger = await authenticate(fromProgram("/api/v1/api-keys", await testApiKey(elsewhere)));
  await expect(revokeApiKey({ actor: stranger, params: { id: key.id } })).rejects.toMatchObject({
    code: "not_found",
  });
});
