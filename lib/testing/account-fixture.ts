import { encode } from "next-auth/jwt";
import { type ClientCall, type KeyScope, PERMISSIONS, type Role } from "@/lib/domain/access/permissions";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { hashPassword, passwordStamp } from "@/lib/server/auth/password";
import { sessionCookieName } from "@/lib/server/auth/session";
import { insertUser } from "@/lib/server/db/accounts/insert-user";
import { insertWorkspace } from "@/lib/server/db/accounts/insert-workspace";
import { pool } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";
import { createApiKey } from "@/lib/server/use-cases/api-keys/create-api-key";

export const PASSWORD = "a long password for tests";

/** A person with an account and their session. */
export type TestPerson = { id: string; email: string; cookie: string };

let count = 0;

/** Makes an account with the password PASSWORD, signed in. */
export async function testPerson(name = `Person ${++count}`): Promise<TestPerson> {
  const email = `${name.toLowerCase().replace(/\W+/g, ".")}.${++count}@shop.example`;
  const passwordHash = await hashPassword(PASSWORD);
  const id = await insertUser(pool(), { email, name, passwordHash }, new Date());
  if (!id) throw new Error(`There is a ${email} already.`);
  return { id, email, cookie: await sessionCookie(id, passwordHash) };
}

/** The session cookie that signing in gives. */
export async function sessionCookie(userId: string, passwordHash: string | null): Promise<string> {
  const token = { sub: userId, stamp: passwordStamp(passwordHash) };
  return `${sessionCookieName()}=${await encode({ token, secret: env().NEXTAUTH_SECRET })}`;
}

/** Makes a workspace owned by the person. @returns its id */
export async function testWorkspace(owner: TestPerson, name = "Shop"): Promise<string> {
  return await insertWorkspace(
    pool(),
    { name, timeZone: "Europe/Berlin", currency: "EUR" },
    owner.id,
    new Date(),
  );
}

/** Puts a person into a workspace. */
export async function join(workspaceId: string, person: TestPerson, role: Role): Promise<void> {
  await pool().query(
    `INSERT INTO membership (workspace_id, user_id, role) VALUES ($1, $2, $3)
     ON CONFLICT (workspace_id, user_id) DO UPDATE SET role = excluded.role`,
    [workspaceId, person.id, role],
  );
}

/** An API key of the workspace. @returns its secret */
export async function testApiKey(
  workspaceId: string,
  scope: KeyScope = "admin",
  pages: { origins?: string[]; calls?: ClientCall[] } = {},
): Promise<string> {
  const actor: Actor = systemActor(workspaceId, PERMISSIONS);
  return (await createApiKey({ actor, body: { name: `Key ${++count}`, scope, ...pages } })).secret;
}

/** A request as a browser with this session would send it from our own pages. */
export function fromBrowser(
  path: string,
  person: TestPerson,
  {
    method = "GET",
    body,
    headers = {},
  }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Request {
  return new Request(new URL(path, env().APP_URL), {
    method,
    headers: { cookie: person.cookie, "sec-fetch-site": "same-origin", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A request of a program with an API key. */
export function fromProgram(
  path: string,
  secret: string,
  {
    method = "GET",
    body,
    headers = {},
  }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Request {
  return new Request(new URL(path, env().APP_URL), {
    method,
    headers: { authorization: `Bearer ${secret}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
