import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { pool } from "@/lib/server/db/pool";
import { type TestPerson, testPerson, testWorkspace } from "@/lib/testing/account-fixture";
import { callRoute, routeName, routeRequest } from "@/lib/testing/call-route";
import { testDatabase } from "@/lib/testing/database";
import { type RouteMethod, routesBelow } from "@/lib/testing/route-files";
import { MARK, type StrangeShop, strangeShop } from "@/lib/testing/strange-shop";

/*
 * Every route there is, called by the owner of one workspace with the ids of another. The routes are read from the disk: a new noun
 * needs its line in lib/testing/strange-shop.ts, and nothing here.
 */

const routes = await routesBelow("api/v1");
const named = (list: readonly RouteMethod[]) => list.map((route) => [routeName(route), route] as const);
/** What {id} in the address is an id of. */
const nounOf = ({ contract }: RouteMethod) => contract.path.split("/")[3] ?? "";

const PUBLIC = routes.filter(({ contract }) => contract.access === "public");
const OURS = routes.filter(({ contract }) => contract.access !== "public");
const WITH_ID = OURS.filter(({ contract }) => contract.path.includes("{id}"));
const WITHOUT_ID = OURS.filter(({ contract }) => !contract.path.includes("{id}"));

let strange: StrangeShop;
let us: TestPerson;

beforeAll(async () => {
  await testDatabase();
  strange = await strangeShop();
  us = await testPerson("Our owner");
  await testWorkspace(us, "Our shop");
});

/** Fields of bodies and queries that name something, pointed at the strange shop's things. */
function hints(): Record<string, string | number> {
  const { ids } = strange;
  return {
    workspaceId: ids.workspaces!,
    customerId: ids.customers!,
    customer: ids.customers!,
    flowId: ids.flows!,
    flow: ids.flows!,
    campaignId: ids.campaigns!,
    templateId: ids.templates!,
    emailTemplateId: ids.templates!,
    smsTemplateId: ids.templates!,
    eventId: Number(ids.events),
    objectId: ids.flows!,
    search: MARK,
  };
}

/** Every row of the strange shop as one fingerprint per table. */
async function fingerprint(): Promise<Record<string, string>> {
  const { rows: tables } = await pool().query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'workspace_id' ORDER BY 1`,
  );
  const found: [string, string][] = [];
  for (const { name } of tables) {
    const { rows } = await pool().query(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) AS print
       FROM "${name}" t WHERE workspace_id = $1`,
      [strange.workspaceId],
    );
    found.push([name, rows[0].print]);
  }
  return Object.fromEntries(found);
}

/** `sent` may come back: a refusal can name what it was asked for. */
function expectNothingStrange(text: string, sent: string): void {
  const shown = text.replaceAll(sent, "").toLowerCase();
  expect(shown).not.toContain(MARK.toLowerCase());
  // Numbers of the log are short enough to turn up by chance.
  const ids = Object.entries(strange.ids).filter(([, id]) => id.length > 20);
  for (const [noun, id] of ids) expect(shown, noun).not.toContain(id);
}

it("knows an id of each noun that an address names", () => {
  expect(routes.length).toBeGreaterThan(60);
  for (const noun of new Set(WITH_ID.map(nounOf)))
    expect(strange.ids, `lib/testing/strange-shop.ts lacks ${noun}`).toHaveProperty(noun);
});

describe("with another workspace's id in the address", () => {
  it.each(named(WITH_ID))("%s answers 404 and changes nothing", async (_name, route) => {
    const before = await fingerprint();
    const id = strange.ids[nounOf(route)]!;
    const { status, text } = await callRoute(route, us, { id, hints: hints() });
    expect(status, text).toBe(404);
    expectNothingStrange(text, id);
    expect(await fingerprint()).toEqual(before);
  });
});

describe("without an id in the address", () => {
  it.each(named(WITHOUT_ID))(
    "%s shows and changes nothing of another workspace, whatever is asked for",
    async (_name, route) => {
      const before = await fingerprint();
      const asked = Object.keys((route.contract.query as z.ZodObject | undefined)?.shape ?? {});
      const known = Object.entries(hints()).filter(([key]) => asked.includes(key));
      for (const query of [{}, ...known.map(([key, value]) => ({ [key]: value }))]) {
        const { status, text } = await callRoute(route, us, { query, hints: hints() });
        expect(status, text).not.toBe(500);
        expectNothingStrange(text, String(Object.values(query)[0] ?? "\0"));
      }
      expect(await fingerprint()).toEqual(before);
    },
  );
});

it.each(named(OURS))("%s answers 404 when it is asked to work in another workspace", async (_name, route) => {
  const headers = { "x-workspace-id": strange.workspaceId };
  const { status, text } = await callRoute(route, us, { id: strange.ids[nounOf(route)], headers });
  expect(status, text).toBe(404);
  expectNothingStrange(text, strange.workspaceId);
});

it("asks for a sign-in everywhere but where a contract says not", async () => {
  for (const route of OURS) {
    const { request, context } = routeRequest(route, us, { id: strange.ids[nounOf(route)] });
    const anonymous = new Request(request.url, { method: request.method });
    expect((await route.call(anonymous, context)).status, routeName(route)).toBe(401);
  }
  expect(PUBLIC.map(routeName)).toEqual([
    "POST /api/v1/invitations/accept",
    "POST /api/v1/invitations/read",
    "GET /api/v1/openapi.json",
  ]);
});

// Last, since it changes the strange shop: its own owner gets something else than 404, so what was asked for above exists.
describe("the same ids, asked for by their own workspace", () => {
  const lists = WITHOUT_ID.filter(
    (route) =>
      routeName(route) === `GET /api/v1/${nounOf(route)}` &&
      WITH_ID.some((one) => nounOf(one) === nounOf(route)),
  );
  it.each(named(lists))("%s lists it", async (_name, route) => {
    const { text } = await callRoute(route, strange.owner);
    expect(text).toContain(strange.ids[nounOf(route)]);
  });

  const order = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const calls = WITH_ID.toSorted(
    (a, b) => order.indexOf(a.contract.method) - order.indexOf(b.contract.method),
  );
  it.each(named(calls))("%s finds it", async (_name, route) => {
    const { status, text } = await callRoute(route, strange.owner, { id: strange.ids[nounOf(route)] });
    expect(status, text).not.toBe(404);
    expect(status, text).not.toBe(500);
  });
});
