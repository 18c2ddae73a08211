import { AxeBuilder } from "@axe-core/playwright";
import { type APIRequestContext, test as base, expect, type Page, request } from "@playwright/test";
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
  /** the page of a role in a browser window of its own, for all tests of a worker: a new one would cost Chromium a second, and load all anew */
  pageOf: (role: Role) => Promise<Page>;
};

/** Where the product under test runs; see lib/testing/e2e-setup.ts. */
const address = () => settingOf("E2E_URL");

/** The one port of this machine, besides its own, that the product under test may call. */
export const shopPort = () => Number(settingOf("E2E_SHOP_PORT"));

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
  pageOf: [
    async ({ browser, sessionOf }, use) => {
      const pages = new Map<Role, Promise<Page>>();
      const open = async (role: Role) => {
        const context = await browser.newContext({
          storageState: await sessionOf(role),
          baseURL: address(),
        });
        return await context.newPage();
      };
      await use((role) => {
        const page = pages.get(role) ?? open(role);
        pages.set(role, page);
        return page;
      });
      for (const page of pages.values()) await (await page).context().close();
    },
    { scope: "worker" },
  ],
  owner: async ({ pageOf }, use) => lend(await pageOf("owner"), use),
  admin: async ({ pageOf }, use) => lend(await pageOf("admin"), use),
  marketer: async ({ pageOf }, use) => lend(await pageOf("marketer"), use),
  developer: async ({ pageOf }, use) => lend(await pageOf("developer"), use),
  viewer: async ({ pageOf }, use) => lend(await pageOf("viewer"), use),
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

const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
/** The rules among them that look at colours; to all the others a page is the same in either theme. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

/**
 * Fails, naming each element, when the page breaks a rule of WCAG 2.2 AA that a machine can see.
 * @param within a selector, where the rest of the page was looked at before
 */
export async function expectAccessible(page: Page, { within = "html" } = {}): Promise<void> {
  await expectNoViolation(page, within, (axe) => axe.withTags(WCAG_22_AA));
}

/** The same in the light theme, and then in the dark one. */
export async function expectAccessibleInBothThemes(page: Page, { within = "html" } = {}): Promise<void> {
  await showIn(page, "light");
  await expectAccessible(page, { within });
  await showIn(page, "dark");
  await expectNoViolation(page, within, (axe) => axe.withRules(RULES_OF_COLOUR));
  await showIn(page, "light");
}

async function showIn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
}

async function expectNoViolation(
  page: Page,
  within: string,
  choose: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  const axe = new AxeBuilder({ page })
    .include(within)
    .options({ resultTypes: ["violations"] }) // it need not describe each element that is well
    // The page itself, not the frames in it: a rendered mail is shut off from scripts, the checker's too.
    .setLegacyMode(true);
  const { violations } = await choose(axe).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
  expect(found, `accessibility of ${new URL(page.url()).pathname}`).toEqual([]);
}

/** Lends a page to one test, and takes it back as it was: empty, with nothing rerouted. */
async function lend(page: Page, use: (page: Page) => Promise<void>): Promise<void> {
  await use(page);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto("about:blank");
  await page.mouse.move(0, 0);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
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

type Setting = `E2E_${"URL" | "INBOX_URL" | "API_KEY" | "PASSWORD" | "SHOP_PORT"}`;

function settingOf(name: Setting): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: run the browser tests by "npx playwright test", which starts the product for them.`,
    );
  return value;
}
