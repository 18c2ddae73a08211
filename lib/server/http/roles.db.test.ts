import { beforeAll, describe, expect, it } from "vitest";
import {
  KEY_SCOPES,
  PERMISSIONS,
  type Permission,
  permissionsOfRole,
  permissionsOfScope,
  ROLES,
  type Role,
} from "@/lib/domain/access/permissions";
import {
  fromProgram,
  join,
  type TestPerson,
  testApiKey,
  testPerson,
  testWorkspace,
} from "@/lib/testing/account-fixture";
import { callRoute, routeName, routeRequest } from "@/lib/testing/call-route";
import { testDatabase } from "@/lib/testing/database";
import { routesBelow } from "@/lib/testing/route-files";

/** Who may do what, written out: a change of the rules has to be made here as well. */
const TABLE: Record<Permission, readonly Role[]> = {
  read: ["owner", "admin", "marketer", "developer", "viewer"],
  "events:ingest": ["owner", "admin", "developer"],
  "event-definitions:write": ["owner", "admin", "developer"],
  "flows:write": ["owner", "admin", "marketer"],
  "flows:launch": ["owner", "admin", "marketer"],
  "runs:write": ["owner", "admin"],
  "templates:write": ["owner", "admin", "marketer"],
  "coupons:write": ["owner", "admin", "marketer"],
  "coupons:redeem": ["owner", "admin", "marketer", "developer"],
  "reviews:decide": ["owner", "admin"],
  "customers:write": ["owner", "admin", "marketer", "developer"],
  "topics:write": ["owner", "admin", "marketer"],
  "messages:test": ["owner", "admin", "marketer"],
  "channels:write": ["owner", "admin"],
  "api-keys:write": ["owner", "admin", "developer"],
  "webhooks:write": ["owner", "admin", "developer"],
  "team:write": ["owner", "admin"],
  "workspace:write": ["owner", "admin"],
};

const routes = (await routesBelow("api/v1")).filter(
  ({ contract }) => contract.access !== "public" && contract.access !== "signed-in",
);
const people = {} as Record<Role, TestPerson>;
let workspaceId: string;

beforeAll(async () => {
  await testDatabase();
  workspaceId = await testWorkspace(await testPerson());
  for (const role of ROLES) {
    people[role] = await testPerson(role);
    await join(workspaceId, people[role], role);
  }
});

it.each(PERMISSIONS)("M-3: %s is held by exactly the roles that the table names", (permission) => {
  expect(ROLES.filter((role) => permissionsOfRole(role).includes(permission))).toEqual(TABLE[permission]);
});

describe("every route that needs a permission", () => {
  it.each(routes.map((route) => [routeName(route), route] as const))(
    "%s is open to those roles and to no other",
    async (_name, route) => {
      const permission = route.contract.access as Permission;
      // An id that names nothing: whoever gets past the check is told so, or gets an answer.
      const id = "0198c2de-7a11-7000-8000-00000000ffff";
      for (const role of ROLES) {
        const { status, text } = await callRoute(route, people[role], { id });
        if (TABLE[permission].includes(role)) expect(status, `${role}: ${text}`).not.toBe(403);
        else expect(status, `${role}: ${text}`).toBe(403);
      }
    },
  );
});

it.each(KEY_SCOPES)(
  "a key with the scope %s gets past the check exactly where its scope says",
  async (scope) => {
    const secret = await testApiKey(workspaceId, scope);
    for (const route of routes) {
      const { request, context } = routeRequest(route, people.owner, {
        id: "0198c2de-7a11-7000-8000-00000000ffff",
      });
      const body = request.method === "GET" ? undefined : await request.json().catch(() => undefined);
      const call = fromProgram(request.url, secret, { method: request.method, body });
      const response = await route.call(call, context);
      const allowed = permissionsOfScope(scope).includes(route.contract.access as Permission);
      expect(response.status === 403, routeName(route)).toBe(!allowed);
      await response.body?.cancel();
    }
  },
);
