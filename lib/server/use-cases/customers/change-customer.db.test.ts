import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { systemActor } from "@/lib/server/auth/actor";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { flowPerformance } from "@/lib/server/use-cases/performance/flow-performance";
import { AbandonmentFixture, DAY } from "@/lib/testing/abandonment-fixture";
import { testDatabase } from "@/lib/testing/database";
import { eraseCustomer } from "./erase-customer";
import { getCustomer } from "./get-customer";
import { listCustomers } from "./list-customers";
import { updateCustomer } from "./update-customer";

let pool: pg.Pool;
let shop: AbandonmentFixture;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await AbandonmentFixture.make(pool);
});

async function known(externalId: string, email: string, firstName = "Ada"): Promise<string> {
  const { customerIds } = await recordActivity({
    workspaceId: shop.workspaceId,
    persons: [{ externalId, email, firstName }],
    activities: [],
    source: "api",
    now: shop.clock(),
  });
  return customerIds[0]!;
}
const change = (id: string, body: Parameters<typeof updateCustomer>[0]["body"]) =>
  updateCustomer({ actor: shop.actor, params: { id }, body }, shop.clock);
const profile = (id: string) => getCustomer({ actor: shop.actor, params: { id } }, shop.clock);

describe("changing a customer", () => {
  it("S2-21: an opt-out ends their run at once as opted_out", async () => {
    const id = await known("ada", "ada@shop.example");
    await shop.abandon([id]);
    await shop.drain();
    expect(await change("ada", { consent: { email: "denied" } })).toEqual({ id, changed: ["consent.email"] });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "opted_out" });
    expect((await profile(id)).consent).toMatchObject({ email: { state: "denied", source: "api" } });
    await shop.pass(2 * DAY);
    expect(await shop.messages()).toEqual([]);
  });

  it("S2-20: a conversation with an agent ends their run as agent_conversation", async () => {
    const id = await known("ada", "ada@shop.example");
    await shop.abandon([id]);
    await shop.drain();
    expect((await change(id, { agentConversation: true })).changed).toEqual(["agentConversation"]);
    expect((await change(id, { agentConversation: true })).changed).toEqual([]);
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "agent_conversation" });
  });

  it("merges attributes, clears with null, and makes a new address lead to them", async () => {
    const id = await known("ada", "ada@shop.example");
    await change(id, { attributes: { tier: "gold", age: 30 }, lastName: "Lovelace" });
    await change(id, { attributes: { tier: null }, firstName: null, email: "countess@shop.example" });
    expect(await profile("ada")).toMatchObject({
      attributes: { age: 30 },
      firstName: null,
      lastName: "Lovelace",
      email: "countess@shop.example",
    });
    const found = await listCustomers({ actor: shop.actor, query: { search: "countess", limit: 5 } });
    expect(found.data.map((customer) => customer.id)).toEqual([id]);
  });

  it("refuses the address of somebody else, and changes nothing then", async () => {
    const id = await known("ada", "ada@shop.example");
    await known("eve", "eve@shop.example");
    await expect(change(id, { email: "eve@shop.example", firstName: "Eve" })).rejects.toMatchObject({
      code: "conflict",
      message: "Another customer already has eve@shop.example.",
    });
    expect(await profile(id)).toMatchObject({ email: "ada@shop.example", firstName: "Ada" });
  });

  it("asks for the permission and the workspace", async () => {
    const id = await known("ada", "ada@shop.example");
    const call = { params: { id }, body: { firstName: "X" } };
    await expect(
      updateCustomer({ actor: systemActor(shop.workspaceId, ["read"]), ...call }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateCustomer({ actor: systemActor(v7(), PERMISSIONS), ...call })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("erasing a person", () => {
  it("ends their run, sends nothing more, leaves nothing that names them, and the counts add up", async () => {
    const id = await known("zenobia", "zenobia@shop.example", "Zenobia");
    await shop.abandon([id], { note: "for Zenobia" });
    await shop.drain();
    await shop.pass(DAY);
    const other = await known("eve", "eve@shop.example");
    await shop.abandon([other]);
    await shop.drain();

    const answer = await eraseCustomer({ actor: shop.actor, params: { id: "zenobia" } }, shop.clock);
    expect(answer).toMatchObject({ id, runsEnded: 1, messagesErased: 1 });
    await shop.drain();
    await expect(profile("zenobia")).rejects.toMatchObject({ code: "not_found" });
    await expect(profile(id)).rejects.toMatchObject({ code: "not_found" });
    expect(await profile("eve")).toMatchObject({ id: other, activeRuns: 1 });

    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "erased", wake_at: null });
    expect(await shop.messages()).toMatchObject([{ status: "skipped" }]);
    for (const table of ["event", "run", "message", "step_log", "customer", "customer_identity"]) {
      const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(
        rows
          .map(({ row }) => row)
          .join("\n")
          .toLowerCase(),
        table,
      ).not.toContain("zenobia");
    }
    const report = await flowPerformance(
      { actor: shop.actor, params: { id: shop.flow.flowId }, query: {} },
      shop.clock,
    );
    expect(report).toMatchObject({ entered: 2, active: 1, exited: { erased: 1 }, consistent: true });

    await shop.pass(DAY);
    await shop.pass(DAY);
    expect((await shop.runs()).map(({ status }) => status)).toEqual(["exited", "completed"]);
  });

  it("lets the same person come back as somebody new", async () => {
    const before = await known("ada", "ada@shop.example");
    await eraseCustomer({ actor: shop.actor, params: { id: before } }, shop.clock);
    const after = await known("ada", "ada@shop.example");
    expect(after).not.toBe(before);
    expect((await profile("ada")).counts).toMatchObject({ runs: 0, messages: 0 });
  });
});
