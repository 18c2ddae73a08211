import { beforeAll, describe, expect, it } from "vitest";
import { updateWorkspaceContract } from "@/lib/contracts/settings";
import { workspaceSettings } from "@/lib/domain/workspace/settings";
import type { Actor } from "@/lib/server/auth/actor";
import { authenticate } from "@/lib/server/auth/authenticate";
import { ingestRules } from "@/lib/server/db/events/definition-cache";
import { pool } from "@/lib/server/db/pool";
import { fromBrowser, join, testPerson, testWorkspace } from "@/lib/testing/account-fixture";
import { testDatabase } from "@/lib/testing/database";
import { createWorkspace } from "../workspaces/create-workspace";
import { listWorkspaces } from "../workspaces/list-workspaces";
import { listAudit } from "./list-audit";
import { showWorkspace } from "./show-workspace";
import { updateWorkspace } from "./update-workspace";

let actor: Actor;
let workspaceId: string;

beforeAll(async () => {
  await testDatabase();
  const owner = await testPerson("Olga");
  workspaceId = await testWorkspace(owner);
  actor = await authenticate(fromBrowser("/api/v1/workspace", owner));
});

const change = (body: unknown) => updateWorkspace({ actor, body: updateWorkspaceContract.body!.parse(body) });

describe("the settings", () => {
  it("have their defaults before anybody sets them", async () => {
    expect((await showWorkspace({ actor })).settings).toEqual(workspaceSettings.parse({}));
  });

  it("change part by part: what is left out stays", async () => {
    await change({ settings: { quietHours: { from: "21:00", until: "08:00" } } });
    await change({ settings: { caps: { email: { count: 3, periodMs: 604_800_000 }, sms: null } } });
    const after = await change({ name: "Shop & Sons", timeZone: "America/New_York" });
    expect(after).toEqual(await showWorkspace({ actor }));
    expect(after).toMatchObject({
      name: "Shop & Sons",
      timeZone: "America/New_York",
      currency: "EUR",
      settings: {
        quietHours: { from: "21:00", until: "08:00" },
        caps: { email: { count: 3, periodMs: 604_800_000 }, sms: null },
        recoveryDiscountDays: 90,
      },
    });
    await change({ settings: { quietHours: null } });
    expect((await showWorkspace({ actor })).settings.quietHours).toBeNull();
  });

  it("keep both of two changes made at once", async () => {
    await Promise.all([
      change({ settings: { consentPolicy: "opt-in" } }),
      change({ settings: { recoveryDiscountDays: 60 } }),
      change({ currency: "usd" }),
    ]);
    expect(await showWorkspace({ actor })).toMatchObject({
      currency: "USD",
      settings: { consentPolicy: "opt-in", recoveryDiscountDays: 60 },
    });
  });

  it("hold for the next event: the rules of ingestion are read anew", async () => {
    await change({ settings: { undefinedEvents: "quarantine" } });
    expect((await ingestRules(workspaceId, new Date())).undefinedEvents).toBe("quarantine");
    await change({ settings: { undefinedEvents: "reject" } });
    expect((await ingestRules(workspaceId, new Date())).undefinedEvents).toBe("reject");
  });

  it.each([
    [{ name: " " }, "name"],
    [{ timeZone: "Berlin" }, "timeZone"],
    [{ timeZone: "+02:00" }, "timeZone"],
    [{ currency: "EURO" }, "currency"],
    [{ settings: { quietHours: { from: "25:00", until: "08:00" } } }, "settings.quietHours.from"],
    [{ settings: { quietHours: { from: "08:00", until: "08:00" } } }, "settings.quietHours.until"],
    [{ settings: { recoveryDiscountDays: 0 } }, "settings.recoveryDiscountDays"],
    [{ settings: { caps: { email: { count: 0, periodMs: 60_000 } } } }, "settings.caps.email.count"],
    [{ settings: { brand: { logoUrl: "javascript:alert(1)" } } }, "settings.brand.logoUrl"],
    [{ settings: { brand: { color: "red" } } }, "settings.brand.color"],
    [{ settings: { unknown: 1 } }, "settings"],
    [{ demo: true }, ""],
  ])("refuse %j at %s", (body, path) => {
    const result = updateWorkspaceContract.body!.safeParse(body);
    expect(result.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  it("are changed by nobody without the permission", async () => {
    for (const role of ["marketer", "developer", "viewer"] as const) {
      const person = await testPerson();
      await join(workspaceId, person, role);
      const other = await authenticate(fromBrowser("/api/v1/workspace", person));
      await expect(updateWorkspace({ actor: other, body: { name: "X" } })).rejects.toMatchObject({
        code: "forbidden",
      });
      expect((await showWorkspace({ actor: other })).id).toBe(workspaceId);
    }
  });

  it("tell who changed what, from what and to what, and only real changes", async () => {
    await change({ name: "Before" });
    const { data: before } = await listAudit({ actor, query: { limit: 1 } });
    await change({ name: "After", settings: {} });
    await change({ name: "After" });
    const { data } = await listAudit({ actor, query: { limit: 2 } });
    expect(data[0]).toMatchObject({
      action: "workspace.changed",
      actor: { kind: "user", name: "Olga" },
      detail: { name: { from: "Before", to: "After" } },
    });
    expect(data[1]?.id).toBe(before[0]?.id);
  });
});

describe("the audit trail", () => {
  it("pages from the newest back, names keys and the system, and finds one thing's changes", async () => {
    const { rows } = await pool().query(
      `INSERT INTO audit_entry (workspace_id, actor, action, object_type, object_id)
       SELECT $1, CASE WHEN n % 2 = 0 THEN 'system' ELSE 'key:' || gen_random_uuid() END, 'flow.published', 'flow', 'thing'
       FROM generate_series(1, 5) n RETURNING id`,
      [workspaceId],
    );
    const query = { limit: 2, objectId: "thing" };
    const seen: { id: string; actor: { name: string } }[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit({ actor, query: { ...query, cursor } });
      seen.push(...page.data);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.map(({ id }) => id)).toEqual(rows.map(({ id }) => String(id)).reverse());
    expect(seen.map((entry) => entry.actor.name)).toEqual([
      "Somebody who is gone",
      "Cartograph",
      "Somebody who is gone",
      "Cartograph",
      "Somebody who is gone",
    ]);
  });
});

describe("several workspaces", () => {
  it("a person makes one and owns it; it holds nothing of the other", async () => {
    const person = await testPerson();
    const first = await testWorkspace(person, "A");
    const own = await authenticate(fromBrowser("/api/v1/workspaces", person));
    const made = await createWorkspace({ actor: own, body: { name: "B", timeZone: "UTC", currency: "JPY" } });
    expect(made).toMatchObject({ name: "B", role: "owner", members: 1, demo: false });
    const { data } = await listWorkspaces({ actor: own, query: { limit: 50 } });
    expect(data.map(({ id }) => id)).toEqual([first, made.id]);
    const there = await authenticate(
      fromBrowser("/api/v1/workspace", person, { headers: { "x-workspace-id": made.id } }),
    );
    expect(await showWorkspace({ actor: there })).toMatchObject({ id: made.id, currency: "JPY" });
    expect((await listAudit({ actor: there, query: { limit: 50 } })).data).toHaveLength(1);
  });
});
