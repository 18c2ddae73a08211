import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";

type Mail = { to: { address: string }[]; html: string };

let email: string;
test.beforeEach(() => {
  email = `shopper-${crypto.randomUUID().slice(0, 8)}@shop.example`;
});

/** A line of a timeline. */
const line = (page: Page, text: string | RegExp) =>
  page.getByRole("listitem").filter({ hasText: text }).first();

async function signInToShop(page: Page, { phone = "" } = {}): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Who is shopping?" });
  await dialog.getByLabel("Name").fill("Ada Lovelace");
  await dialog.getByLabel("E-mail").fill(email);
  if (phone) await dialog.getByLabel(/Phone/).fill(phone);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Hello, Ada Lovelace")).toBeVisible();
}

/** The newest e-mail to the shopper, as soon as it is there. */
async function mailTo(inbox: APIRequestContext): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        const mails = (await (await inbox.get("/api/email")).json()) as Mail[];
        found = mails.find(({ to }) => to.some(({ address }) => address === email));
        return found !== undefined;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  return found!;
}

test("S4-1, S4-3, S4-15: a shopper leaves a cart, an admin skips the wait, the e-mail brings them back, and they buy with its code", async ({
  page,
  admin,
  inbox,
}) => {
  test.setTimeout(150_000);
  await page.goto("/demo-shop");
  await page.getByRole("button", { name: "Add Round-Belly Teapot to the basket" }).click();
  await signInToShop(page);
  await expect(page.getByRole("status")).toHaveText("track: itemAddedToCart");
  await page.getByRole("button", { name: "Add Two-Finger Mug to the basket" }).click();
  await expect(page.getByRole("link", { name: /Basket 2/ })).toBeVisible();
  await expectAccessible(page);

  await admin.goto(`/customers/${encodeURIComponent(email)}`);
  await expect(admin.getByRole("heading", { name: "Ada Lovelace" })).toBeVisible({ timeout: 20_000 });
  await expect(line(admin, "Entered Win back cart abandoners")).toBeVisible({ timeout: 20_000 });
  await expect(line(admin, "Did not enter Win back cart abandoners: is in the flow already")).toBeVisible();
  await admin.getByRole("button", { name: "Skip this wait" }).click();
  await expect(line(admin, /Was given the code/)).toBeVisible({ timeout: 20_000 });

  const { html } = await mailTo(inbox);
  expect(html, "the e-mail lists what is in the cart now").toContain("Two-Finger Mug");
  expect(html).toContain("Round-Belly Teapot");
  const code = /BACK-[A-Z0-9]{8}/.exec(html)?.[0];
  expect(code).toBeDefined();

  // On another device: the e-mail's own link, through its click redirect, brings the cart back.
  const link = /href="([^"]+)"(?:(?!href=)[\s\S])*?Use it on your cart/
    .exec(html)?.[1]
    ?.replaceAll("&amp;", "&");
  expect(link).toBeDefined();
  await page.context().clearCookies();
  await page.goto("/demo-shop");
  await page.evaluate(() => localStorage.clear());
  await page.goto(link!);
  await expect(page).toHaveURL(/\/demo-shop\/cart\?cart=/);
  await expect(page.getByText("Two-Finger Mug")).toBeVisible();

  const checkout = page.getByRole("region", { name: "Checkout" });
  await checkout.getByLabel("Code from your e-mail").fill("NONSENSE");
  await checkout.getByRole("button", { name: "Apply" }).click();
  await signInToShop(page);
  await checkout.getByRole("button", { name: "Apply" }).click();
  await expect(checkout.getByRole("alert")).toContainText("NONSENSE");
  await checkout.getByLabel("Code from your e-mail").fill(code!);
  await checkout.getByRole("button", { name: "Apply" }).click();
  // 67.00 and the parcel of 4.90: free shipping, then 5% of the rest.
  await expect(checkout.getByText("−€8.25")).toBeVisible();
  await expectAccessible(page);
  await checkout.getByRole("button", { name: "Buy for €63.65" }).click();
  await expect(page.getByRole("heading", { name: "The kettle is on." })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("track: PurchaseFinished");

  await expect(line(admin, "Converted in Win back cart abandoners: €63.65")).toBeVisible({
    timeout: 20_000,
  });
  await expect(line(admin, `Used the code ${code} of this run`)).toBeVisible();
  await expect(line(admin, "E-mail was clicked")).toBeVisible();
});

test("S4-16: what an e-mail did not bring back gets an SMS, which stays on this machine", async ({
  page,
  admin,
}) => {
  test.setTimeout(150_000);
  const phone = `+49151${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  await page.goto("/demo-shop");
  await page.getByRole("button", { name: "Add Oak Tray to the basket" }).click();
  await signInToShop(page, { phone });
  await admin.goto(`/customers/${encodeURIComponent(email)}`);
  const skip = admin.getByRole("button", { name: "Skip this wait" });
  await skip.click({ timeout: 30_000 });
  await expect(line(admin, /Was given the code/)).toBeVisible({ timeout: 20_000 });
  await skip.click();
  await expect(line(admin, "SMS was sent")).toBeVisible({ timeout: 20_000 });

  await page.goto("/demo-shop/phone");
  await expect(
    page.getByRole("region", { name: "Text messages" }).getByText(/your cart is waiting/),
  ).toBeVisible();
  await expectAccessible(page);
});

test("the shop's own routes refuse what no shop would send", async ({ request }) => {
  const shopper = { email, name: "Ada" };
  const order = (data: unknown) => request.post("/api/demo/orders", { data });
  expect((await order({ cart: [], shopper })).status()).toBe(400);
  expect((await order({ cart: [{ sku: "yacht", quantity: 1 }], shopper })).status()).toBe(400);
  const refused = await order({ cart: [{ sku: "mug", quantity: 1 }], shopper, code: "NO-SUCH-CODE" });
  expect(refused.status()).toBe(409);
  expect((await refused.json()).detail).toContain("NO-SUCH-CODE");
  const sms = await request.post("/api/demo/sms", { data: { to: "+491511", text: "hello", id: "1" } });
  expect(sms.status(), "the gateway takes messages of its own installation only").toBe(401);
  expect((await request.get("/demo-shop/pictures/yacht")).status()).toBe(404);
});
