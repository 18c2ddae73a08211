import { AxeBuilder } from "@axe-core/playwright";
import {
  type APIRequestContext,
  type Browser,
  test as base,
  expect,
  type Page,
  request,
} from "@playwright/test";
import { DEMO_LOGINS } from "@/lib/server/demo/logins";

type Role = (typeof DEMO_LOGINS)[number]["role"];
type Session = Awaited<ReturnType<APIRequestContext["storageState"]>>;

type Fixtures = {
  /** pages signed in as the demo's people; `page` itself is signed in as nobody */
  owner: Page;
  admin: Page;
  marketer: Page;
  developer: Page;
  viewer: Page;
  /** requests with the demo's API key */
  api: APIRequestContext;
  /** requests to the demo's inbox: `GET /api/email` lists what was sent */
  inbox: APIRequestContext;
};

type WorkerFixtures = {
  /** the cookies of a role's session; it signs in once, for all tests of a worker */
  sessionOf: (role: Role) => Promise<Session>;
};

/** Where the product under test runs; see lib/testing/e2e-setup.ts. */
const address = () => settingOf("E2E_URL");

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its first parameter
  baseURL: async ({}, use) => {
    await use(address());
  },
  sessionOf: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const sessions = new Map<Role, Promise<Session>>();
      await use((role) => {
        const session = sessions.get(role) ?? signIn(role);
        sessions.set(role, session);
        return session;
      });
    },
    { scope: "worker" },
  ],
  owner: async ({ browser, sessionOf }, use) => usePageOf(browser, await sessionOf("owner"), use),
  admin: async ({ browser, sessionOf }, use) => usePageOf(browser, await sessionOf("admin"), use),
  marketer: async ({ browser, sessionOf }, use) => usePageOf(browser, await sessionOf("marketer"), use),
  developer: async ({ browser, sessionOf }, use) => usePageOf(browser, await sessionOf("developer"), use),
  viewer: async ({ browser, sessionOf }, use) => usePageOf(browser, await sessionOf("viewer"), use),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  api: async ({}, use) => {
    const context = await request.newContext({
      baseURL: address(),
      extraHTTPHeaders: { authorization: `Bearer ${settingOf("E2E_API_KEY")}` },
    });
    await use(context);
    await context.dispose();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  inbox: async ({}, use) => {
    const context = await request.newContext({ baseURL: settingOf("E2E_INBOX_URL") });
    await use(context);
    await context.dispose();
  },
});

export { expect };

/** Fails, naming each element, when the page breaks a rule of WCAG 2.2 AA that a machine can see. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"])
    // The page itself, not the frames in it: a rendered mail is shut off from scripts, the checker's too.
    .setLegacyMode(true)
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
  expect(found, `accessibility of ${new URL(page.url()).pathname}`).toEqual([]);
}

async function usePageOf(
  browser: Browser,
  session: Session,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ storageState: session, baseURL: address() });
  await use(await context.newPage());
  await context.close();
}

async function signIn(role: Role): Promise<Session> {
  const login = DEMO_LOGINS.find((login) => login.role === role);
  const context = await request.newContext({ baseURL: address() });
  const { csrfToken } = (await (await context.get("/api/auth/csrf")).json()) as { csrfToken: string };
  await context.post("/api/auth/callback/credentials", {
    form: { csrfToken, email: login?.email ?? "", password: settingOf("E2E_PASSWORD"), json: "true" },
  });
  const { user } = (await (await context.get("/api/v1/me")).json()) as { user?: { email?: string } };
  expect(user?.email, `signed in as ${role}`).toBe(login?.email);
  const session = await context.storageState();
  await context.dispose();
  return session;
}

function settingOf(name: "E2E_URL" | "E2E_INBOX_URL" | "E2E_API_KEY" | "E2E_PASSWORD"): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: run the browser tests by "npx playwright test", which starts the product for them.`,
    );
  return value;
}
