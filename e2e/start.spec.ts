import { DEMO_LOGINS } from "@/lib/server/demo/logins";
import { expect, test } from "./fixtures";

test("the product that one command starts is well, and its API key and inbox work", async ({
  api,
  inbox,
}) => {
  const health = await api.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toMatchObject({ status: "ok" });
  expect((await api.get("/api/v1/flows")).status()).toBe(200);
  expect((await inbox.get("/api/email")).status()).toBe(200);
});

test("each of the demo's people can sign in with the printed password, and nobody with another", async ({
  page,
  sessionOf,
}) => {
  for (const { role } of DEMO_LOGINS) expect((await sessionOf(role)).cookies.length).toBeGreaterThan(0);
  await page.goto("/login");
  await page.getByLabel(/e-?mail/i).fill(DEMO_LOGINS[0]?.email ?? "");
  await page.getByLabel("Password", { exact: true }).fill("not the printed one");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/login");
});

test("whoever is signed in comes to the flows, where the demo's flow is live", async ({ marketer }) => {
  await marketer.goto("/");
  await expect(marketer.getByText("Win back cart abandoners")).toBeVisible();
});

test("S4-25: a marketer comes by one click each to writing e-mails, to the channels and to every customer's profile", async ({
  marketer: page,
}) => {
  await page.goto("/flows");
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Templates" }).click();
  await page.getByRole("link", { name: "Cart reminder" }).click();
  await expect(page.getByRole("textbox", { name: "Subject" })).toHaveValue(/left something behind/);
  await main.getByRole("link", { name: "Customers" }).click();
  await page
    .getByRole("table", { name: "Customers" })
    .getByRole("row")
    .nth(1)
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 2, name: /Consent/ })).toBeVisible();
  await main.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Channels" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Channels" })).toBeVisible();
});
