import { beforeAll, describe, expect, it } from "vitest";
import { KEY_SCOPES, type Permission, permissionsOfScope } from "@/lib/domain/access/permissions";
import { testApiKey, testPerson, testWorkspace } from "@/lib/testing/account-fixture";
import { routeName } from "@/lib/testing/call-route";
import { testDatabase } from "@/lib/testing/database";
import { type RouteMethod, routesBelow } from "@/lib/testing/route-files";

/* Every route of the compatible API there is, read from the disk: who may call it, and what every refusal looks like. */

const routes = await routesBelow("v1");
const SIGNED = routes.filter(({ contract }) => contract.access !== "public");
const named = (list: readonly RouteMethod[]) => list.map((route) => [routeName(route), route] as const);
const keys = new Map<string, string>();

beforeAll(async () => {
  await testDatabase();
  const workspaceId = await testWorkspace(await testPerson());
  for (const scope of KEY_SCOPES)
    keys.set(
      scope,
      await testApiKey(workspaceId, scope, scope === "client" ? { origins: ["https://shop.example"] } : {}),
    );
});

async function call(
  { contract, call: handler }: RouteMethod,
  headers: Record<string, string>,
): Promise<Response> {
  const names = [...contract.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const address = contract.path.replaceAll(/\{\w+\}/g, "nothing-of-this-name");
  const writes = contract.method !== "GET" && contract.method !== "DELETE";
  const request = new Request(`http://shop.example${address}`, {
    method: contract.method,
    headers: { "content-type": "application/json", ...headers },
    ...(writes ? { body: "{}" } : {}),
  });
  return await handler(request, {
    params: Promise.resolve(Object.fromEntries(names.map((name) => [name, "nothing-of-this-name"]))),
  });
}

it("knows them all", () => {
  expect(routes.length).toBeGreaterThan(85);
  expect(routes.filter((route) => !SIGNED.includes(route)).map(routeName)).toEqual([
    "GET /v1/exports/{id}/download",
  ]);
});

describe.each(named(SIGNED))("%s", (_name, route) => {
  const access = route.contract.access as Permission | "signed-in";

  it("asks for a key", async () => {
    for (const headers of [
      {},
      { "x-app-token": "ck_admin_made_up" },
      { cookie: "next-auth.session-token=x" },
    ] as Record<string, string>[]) {
      const answer = await call(route, headers);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({
        code: 401,
        key: "unauthorized",
        message: expect.any(String),
        details: expect.any(String),
        request_id: expect.stringMatching(/^v-/),
      });
    }
  });

  it("is open to the scopes that may do it and to no other, and counts every call", async () => {
    for (const scope of KEY_SCOPES) {
      const answer = await call(route, { "x-app-id": "shop", "x-app-token": keys.get(scope) ?? "" });
      const allowed =
        scope !== "client" && (access === "signed-in" || permissionsOfScope(scope).includes(access));
      expect(answer.status === 403, scope).toBe(!allowed);
      expect(answer.status, scope).toBeLessThan(500);
      if (scope === "client") continue;
      expect(Number(answer.headers.get("x-rate-limit-limit")), scope).toBeGreaterThan(0);
      expect(answer.headers.get("x-rate-limit-remaining"), scope).toMatch(/^\d+$/);
      expect(answer.headers.get("x-rate-limit-retry"), scope).toMatch(/^\d+$/);
    }
  });
});
