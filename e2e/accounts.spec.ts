import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from "./fixtures";

const password = () => process.env.E2E_PASSWORD ?? "";
const unique = () => Math.random().toString(36).slice(2, 10);

async function signIn(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Invites somebody on the team screen. @returns the link and their address */
async function invite(owner: Page, role: string): Promise<{ url: string; email: string }> {
  const email = `${unique()}@shop.example`;
  await owner.goto("/settings/team");
  await owner.getByRole("button", { name: "Invite a person" }).click();
  await owner.getByLabel("E-mail address").fill(email);
  await owner.getByRole("radio", { name: new RegExp(`^${role}`) }).click();
  await owner.getByRole("button", { name: "Create invitation" }).click();
  const url = await owner.getByLabel("The link").inputValue();
  await owner.getByRole("button", { name: "Done" }).click();
  return { url, email };
}

/** Opens an invitation in a browser of its own and accepts it. */
async function accept(browser: Browser, url: string, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Choose a password").fill("their own long password");
  await page.getByRole("button", { name: "Join workspace" }).click();
  await page.waitForURL("**/flows");
  return page;
}

test.describe("signing in", () => {
  test("a page that needs it leads to the sign-in and back, a wrong password is said, and signing out ends it", async ({
    page,
  }) => {
    await page.goto("/settings/team");
    await expect(page).toHaveURL(/\/login\?next=%2Fsettings%2Fteam$/);
    await signIn(page, "marketer@demo.example", "not the password");
    await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
    await signIn(page, "marketer@demo.example", password());
    await expect(page.getByRole("heading", { name: "Team", level: 1 })).toBeVisible();
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/login$/);
    await page.goto("/settings/team");
    await expect(page).toHaveURL(/\/login/);
  });

  test("too many wrong passwords have to wait, and are told how long", async ({ page }) => {
    const email = `${unique()}@shop.example`;
    await page.goto("/login");
    for (let tries = 0; tries < 6; tries++) {
      await signIn(page, email, `guess number ${tries}`);
      await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
      await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
    }
    await signIn(page, email, "one guess too many");
    await expect(page.getByText(/^Too many tries\. Wait 1[45] minutes, then try again\.$/)).toBeVisible();
  });

  test("the first set-up is closed once there is an account, and a made-up link shows no text of its own", async ({
    page,
  }) => {
    await page.goto("/setup");
    await expect(page).toHaveURL(/\/login$/);
    await page.goto("/login?error=Call%20this%20number&next=//evil.example");
    await expect(page.getByText("Signing in did not work. Try again.")).toBeVisible();
    await expect(page.getByText("Call this number")).toHaveCount(0);
    await signIn(page, "viewer@demo.example", password());
    await expect(page).toHaveURL(/\/flows$/);
  });
});

test("a person is invited, joins with their role, is given another and is taken out again", async ({
  owner,
  browser,
}) => {
  const { url, email } = await invite(owner, "viewer");
  await expect(owner.getByText(email)).toBeVisible();
  const guest = await accept(browser, url, "Nora Neu");

  await guest.goto("/settings/general");
  await expect(guest.getByLabel("Name")).toBeDisabled();
  await guest.goto("/settings/team");
  await expect(guest.getByRole("button", { name: "Invite a person" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );

  await owner.goto("/settings/team");
  await expect(owner.getByText(email)).toBeVisible();
  await owner.getByRole("combobox", { name: "Role of Nora Neu" }).click();
  await owner.getByRole("option", { name: "developer" }).click();
  await expect(owner.getByText("Nora Neu is developer now")).toBeVisible();

  await guest.goto("/settings/api-keys");
  await guest.getByRole("button", { name: "Create API key" }).click();
  await expect(guest.getByRole("radio", { name: /^admin/ })).toBeDisabled();

  await owner.getByRole("button", { name: "Remove Nora Neu" }).click();
  await owner.getByRole("button", { name: "Remove person" }).click();
  await expect(owner.getByText("Nora Neu was removed")).toBeVisible();
  await guest.goto("/settings/team");
  await expect(guest.getByText("You are not a member of any workspace.", { exact: false })).toBeVisible();

  await guest.goto(url);
  await expect(guest.getByText("This invitation was accepted already.", { exact: false })).toBeVisible();
  await guest.context().close();
});

test("the last owner cannot give up being one", async ({ owner }) => {
  await owner.goto("/settings/team");
  await owner.getByRole("combobox", { name: "Role of Olga Owner" }).click();
  await owner.getByRole("option", { name: "admin" }).click();
  await expect(owner.getByText("This is the last owner.", { exact: false })).toBeVisible();
  await owner.reload();
  await expect(owner.getByRole("combobox", { name: "Role of Olga Owner" })).toHaveText("owner");
});

test("an API key is shown once, works, and stops working when it is revoked", async ({
  developer,
  playwright,
  baseURL,
}) => {
  const name = `Key ${unique()}`;
  await developer.goto("/settings/api-keys");
  await developer.getByRole("button", { name: "Create API key" }).first().click();
  await developer.getByLabel("Name").fill(name);
  await developer.getByRole("radio", { name: /^read/ }).click();
  await developer.getByRole("button", { name: "Create API key" }).last().click();
  const secret = await developer.getByRole("textbox", { name: "The key" }).inputValue();
  expect(secret).toMatch(/^ck_read_/);
  await developer.getByRole("button", { name: "I have copied it" }).click();
  await expect(developer.getByText(name)).toBeVisible();
  await expect(developer.getByText(secret)).toHaveCount(0);

  const program = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await (await program.get("/api/v1/me")).json()).role).toBe("read key");
  expect((await program.post("/api/v1/events", { data: {} })).status()).toBe(403);

  await developer.getByRole("button", { name: `Revoke ${name}` }).click();
  await expect(developer.getByText("A revoked key cannot be brought back.", { exact: false })).toBeVisible();
  await developer.getByRole("button", { name: "Revoke key" }).click();
  await expect(developer.getByText("Key revoked")).toBeVisible();
  await expect(async () => expect((await program.get("/api/v1/me")).status()).toBe(401)).toPass();
  await program.dispose();
});

test("quiet hours and caps are saved part by part, and undone", async ({ admin }) => {
  await admin.goto("/settings/sending");
  const part = admin.getByRole("group", { name: "Quiet hours" });
  const card = admin.locator("section", { has: part });
  await card.getByRole("switch", { name: "Keep quiet hours" }).click();
  await card.getByLabel("From", { exact: true }).fill("22:30");
  await card.getByLabel("Until", { exact: true }).fill("22:30");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText("Quiet hours that end when they begin are none.")).toBeVisible();
  await card.getByLabel("Until", { exact: true }).fill("07:15");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved").first()).toBeVisible();
  await admin.reload();
  await expect(card.getByLabel("From", { exact: true })).toHaveValue("22:30");
  await expect(card.getByText("the next morning")).toBeVisible();
  await card.getByRole("switch", { name: "Keep quiet hours" }).click();
  await card.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved").first()).toBeVisible();
  await admin.goto("/settings/activity");
  await expect(admin.getByText("Changed the quiet hours").first()).toBeVisible();
});

test("a person makes a workspace of their own, changes between the two, and changes their password", async ({
  owner,
  browser,
}) => {
  test.setTimeout(120_000);
  const { url, email } = await invite(owner, "marketer");
  const guest = await accept(browser, url, `Walter ${unique()}`);
  await guest.goto("/settings/workspaces");
  await guest.getByRole("button", { name: "Create workspace" }).click();
  await guest.getByLabel("Name").fill("Second shop");
  await guest.getByRole("button", { name: "Create workspace" }).last().click();
  await guest.waitForURL("**/flows");
  await guest.goto("/settings/workspaces");
  await expect(guest.getByRole("row", { name: /Second shop.*owner/ }).getByText("Open now")).toBeVisible();
  await guest
    .getByRole("table")
    .getByRole("button", { name: /^Open / })
    .click();
  await guest.waitForURL("**/flows");
  await guest.goto("/settings/account");
  await guest.getByLabel("Present password").fill("wrong password");
  await guest.getByLabel("New password").fill("their second long password");
  await guest.getByRole("button", { name: "Change password" }).click();
  await expect(guest.getByText("This is not your present password.")).toBeVisible();
  await guest.getByLabel("Present password").fill("their own long password");
  await guest.getByRole("button", { name: "Change password" }).click();
  await expect(guest.getByText("Password changed")).toBeVisible();
  await guest.reload();
  await expect(guest.getByLabel("E-mail address")).toHaveValue(email);
  await guest.context().close();
});

test("the API reference finds a call and shows how to make it", async ({ page }) => {
  await page.goto("/docs/api");
  await page.getByLabel("Search calls").fill("make or update a customer");
  const calls = page.getByRole("button", { name: /\/api\/v1\// });
  await expect(calls).toHaveCount(1);
  await calls.click();
  await expect(page.getByText("Needs the permission customers:write", { exact: false })).toBeVisible();
  await expect(page.getByText("curl -X POST", { exact: false })).toBeVisible();
  await expectAccessible(page);
});

test("the screens of accounts and settings are accessible, light and dark", async ({ owner, page }) => {
  await page.goto("/login");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  for (const [path, title] of [
    ["account", "Account"],
    ["workspaces", "Workspaces"],
    ["general", "General"],
    ["team", "Team"],
    ["brand", "Brand"],
    ["activity", "Activity"],
    ["sending", "Caps and quiet hours"],
    ["api-keys", "API keys"],
  ] as const) {
    await owner.goto(`/settings/${path}`);
    await expect(owner.getByRole("heading", { name: title, level: 1 })).toBeVisible();
    await expectAccessibleInBothThemes(owner);
  }
});
