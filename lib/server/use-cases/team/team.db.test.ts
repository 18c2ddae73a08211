import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "@/lib/domain/access/permissions";
import type { Actor } from "@/lib/server/auth/actor";
import { authenticate } from "@/lib/server/auth/authenticate";
import { pool } from "@/lib/server/db/pool";
import {
  fromBrowser,
  fromProgram,
  join,
  PASSWORD,
  type TestPerson,
  testApiKey,
  testPerson,
  testWorkspace,
} from "@/lib/testing/account-fixture";
import { testDatabase } from "@/lib/testing/database";
import { signInWithPassword } from "../accounts/sign-in-with-password";
import { listAudit } from "../settings/list-audit";
import { acceptInvitation } from "./accept-invitation";
import { changeRole } from "./change-role";
import { INVITATION_MS } from "./invitation-link";
import { invitePerson } from "./invite-person";
import { listInvitations } from "./list-invitations";
import { listTeam } from "./list-team";
import { readInvitation } from "./read-invitation";
import { removeMember } from "./remove-member";
import { renewInvitation } from "./renew-invitation";
import { withdrawInvitation } from "./withdraw-invitation";

let owner: TestPerson;
let workspaceId: string;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await pool().query(`DELETE FROM rate_limit`);
  owner = await testPerson();
  workspaceId = await testWorkspace(owner);
});

const actorOf = (person: TestPerson) => authenticate(fromBrowser("/api/v1/me", person));
const everything = { limit: 50 };

async function member(role: Role): Promise<TestPerson> {
  const person = await testPerson();
  await join(workspaceId, person, role);
  return person;
}

async function owners(): Promise<number> {
  const { rows } = await pool().query(
    `SELECT count(*) AS owners FROM membership WHERE workspace_id = $1 AND role = 'owner'`,
    [workspaceId],
  );
  return rows[0].owners;
}

describe("roles", () => {
  it("are changed by owners and admins, and by nobody else", async () => {
    const target = await member("viewer");
    for (const role of ["marketer", "developer", "viewer"] as const) {
      const actor = await actorOf(await member(role));
      await expect(
        changeRole({ actor, params: { id: target.id }, body: { role: "admin" } }),
      ).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(removeMember({ actor, params: { id: target.id } })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(
        invitePerson({ actor, body: { email: "x@shop.example", role: "viewer" } }),
      ).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    const admin = await actorOf(await member("admin"));
    expect(
      await changeRole({ actor: admin, params: { id: target.id }, body: { role: "marketer" } }),
    ).toMatchObject({
      userId: target.id,
      role: "marketer",
    });
  });

  it("of an owner are changed by owners only, and an admin's key is no owner", async () => {
    await join(workspaceId, await testPerson(), "owner");
    const actors: Actor[] = [
      await actorOf(await member("admin")),
      await authenticate(fromProgram("/api/v1/team", await testApiKey(workspaceId, "admin"))),
    ];
    for (const actor of actors) {
      const refused = { code: "conflict", message: expect.stringMatching("Only an owner") };
      await expect(
        changeRole({ actor, params: { id: owner.id }, body: { role: "viewer" } }),
      ).rejects.toMatchObject(refused);
      await expect(removeMember({ actor, params: { id: owner.id } })).rejects.toMatchObject(refused);
      await expect(
        invitePerson({ actor, body: { email: "y@shop.example", role: "owner" } }),
      ).rejects.toMatchObject({
        code: "forbidden",
      });
    }
  });

  it("leave the last owner, whether demoted, removed or leaving", async () => {
    const actor = await actorOf(owner);
    const refused = { code: "conflict", message: expect.stringMatching("last owner") };
    await expect(
      changeRole({ actor, params: { id: owner.id }, body: { role: "admin" } }),
    ).rejects.toMatchObject(refused);
    await expect(removeMember({ actor, params: { id: owner.id } })).rejects.toMatchObject(refused);
    await join(workspaceId, await testPerson(), "owner");
    await changeRole({ actor, params: { id: owner.id }, body: { role: "admin" } });
    expect(await owners()).toBe(1);
  });

  it("leave an owner even when two demote each other at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const other = await member("owner");
      const [first, second] = [await actorOf(owner), await actorOf(other)];
      await Promise.allSettled([
        changeRole({ actor: first, params: { id: other.id }, body: { role: "viewer" } }),
        changeRole({ actor: second, params: { id: owner.id }, body: { role: "viewer" } }),
      ]);
      expect(await owners()).toBe(1);
      await join(workspaceId, owner, "owner");
      await join(workspaceId, other, "viewer");
    }
  });

  it("do not hinder anybody from leaving", async () => {
    const viewer = await member("viewer");
    await removeMember({ actor: await actorOf(viewer), params: { id: viewer.id } });
    await expect(actorOf(viewer)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("name nobody of another workspace", async () => {
    const stranger = await testPerson();
    await testWorkspace(stranger);
    const actor = await actorOf(owner);
    await expect(
      changeRole({ actor, params: { id: stranger.id }, body: { role: "viewer" } }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(removeMember({ actor, params: { id: stranger.id } })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the list of people", () => {
  it("pages without losing or repeating anybody, with names alike", async () => {
    for (let index = 0; index < 7; index++) {
      const twin = await testPerson("Twin");
      await join(workspaceId, twin, "viewer");
    }
    const actor = await actorOf(owner);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTeam({ actor, query: { limit: 3, cursor } });
      seen.push(...page.data.map(({ userId }) => userId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
  });
});

describe("an invitation", () => {
  const request = new Request("http://localhost:3000/api/v1/invitations/accept", { method: "POST" });
  const tokenOf = (url: string) => url.split("/").at(-1)!;

  it("lets a new person in with the role it names, once", async () => {
    const actor = await actorOf(owner);
    const { url, id } = await invitePerson({ actor, body: { email: "new@shop.example", role: "marketer" } });
    const token = tokenOf(url);
    expect(await readInvitation({ body: { token }, request })).toMatchObject({
      email: "new@shop.example",
      role: "marketer",
      workspaceName: "Shop",
      needs: "new",
    });
    const body = { token, name: "Nora", password: "her own new password" };
    expect(await acceptInvitation({ body, request })).toEqual({ workspaceId, email: "new@shop.example" });
    expect(
      await signInWithPassword({ email: "new@shop.example", password: body.password }, "::1"),
    ).not.toBeNull();
    const team = await listTeam({ actor, query: everything });
    expect(team.data).toContainEqual(expect.objectContaining({ name: "Nora", role: "marketer" }));
    await expect(acceptInvitation({ body, request })).rejects.toMatchObject({ code: "gone" });
    expect((await listInvitations({ actor, query: everything })).data.map((open) => open.id)).not.toContain(
      id,
    );
  });

  it("asks a new person for a name and a good password", async () => {
    const { url } = await invitePerson({
      actor: await actorOf(owner),
      body: { email: "short@shop.example", role: "viewer" },
    });
    await expect(
      acceptInvitation({ body: { token: tokenOf(url), password: "short" }, request }),
    ).rejects.toMatchObject({
      code: "invalid_input",
      issues: [{ path: "name" }, { path: "password" }],
    });
  });

  it("never sets the password of an account there is", async () => {
    const person = await testPerson();
    const { url } = await invitePerson({
      actor: await actorOf(owner),
      body: { email: person.email, role: "viewer" },
    });
    const token = tokenOf(url);
    expect((await readInvitation({ body: { token }, request })).needs).toBe("password");
    const takeover = acceptInvitation({
      body: { token, name: "Eve", password: "chosen by somebody else" },
      request,
    });
    await expect(takeover).rejects.toMatchObject({ code: "invalid_input", issues: [{ path: "password" }] });
    expect(await signInWithPassword({ email: person.email, password: PASSWORD }, "::1")).not.toBeNull();
    await acceptInvitation({ body: { token, password: PASSWORD }, request });
    expect((await actorOf(person)).workspaceId).toBe(workspaceId);
  });

  it("is accepted without a password by the person signed in, but not from another site", async () => {
    const person = await testPerson();
    const { url } = await invitePerson({
      actor: await actorOf(owner),
      body: { email: person.email, role: "viewer" },
    });
    const token = tokenOf(url);
    const from = (headers: Record<string, string>) =>
      fromBrowser("/api/v1/invitations/accept", person, { method: "POST", headers });
    expect((await readInvitation({ body: { token }, request: from({}) })).needs).toBe("signed-in");
    await expect(
      acceptInvitation({ body: { token }, request: from({ "sec-fetch-site": "cross-site" }) }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await acceptInvitation({ body: { token }, request: from({}) });
    expect((await actorOf(person)).role).toBe("viewer");
  });

  it("runs out after seven days", async () => {
    const { url } = await invitePerson({
      actor: await actorOf(owner),
      body: { email: "slow@shop.example", role: "viewer" },
    });
    const body = { token: tokenOf(url), name: "Slow", password: "a long enough one" };
    const later = () => new Date(Date.now() + INVITATION_MS + 1000);
    await expect(acceptInvitation({ body, request }, later)).rejects.toMatchObject({ code: "gone" });
  });

  it("stops working when it is withdrawn, renewed or made anew", async () => {
    const actor = await actorOf(owner);
    const invite = () => invitePerson({ actor, body: { email: "again@shop.example", role: "viewer" } });
    const dead = async (url: string) =>
      await expect(readInvitation({ body: { token: tokenOf(url) }, request })).rejects.toMatchObject({
        code: "not_found",
      });
    const first = await invite();
    const second = await invite();
    await dead(first.url);
    const third = await renewInvitation({ actor, params: { id: second.id } });
    await dead(second.url);
    expect((await listInvitations({ actor, query: everything })).data).toHaveLength(1);
    await withdrawInvitation({ actor, params: { id: third.id } });
    await dead(third.url);
    await expect(withdrawInvitation({ actor, params: { id: third.id } })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is refused for somebody who is in already", async () => {
    const viewer = await member("viewer");
    await expect(
      invitePerson({ actor: await actorOf(owner), body: { email: viewer.email, role: "admin" } }),
    ).rejects.toMatchObject({ code: "conflict", issues: [{ path: "email" }] });
  });

  it("is never renewed for an owner by an admin", async () => {
    const { id } = await invitePerson({
      actor: await actorOf(owner),
      body: { email: "co@shop.example", role: "owner" },
    });
    const admin = await actorOf(await member("admin"));
    await expect(renewInvitation({ actor: admin, params: { id } })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

it("writes down who changed the team, without secrets", async () => {
  const actor = await actorOf(owner);
  const viewer = await member("viewer");
  const { url } = await invitePerson({ actor, body: { email: "audit@shop.example", role: "viewer" } });
  await changeRole({ actor, params: { id: viewer.id }, body: { role: "developer" } });
  const { data } = await listAudit({ actor, query: everything });
  expect(data.map(({ action, actor: by }) => `${action} ${by.kind}`)).toEqual([
    "member.role_changed user",
    "member.invited user",
  ]);
  expect(JSON.stringify(data)).not.toContain(url.split("/").at(-1));
});
