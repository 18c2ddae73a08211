import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";

/** Names of this run, so that it can be repeated on the same product. */
const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

async function createCampaign(
  page: Page,
  name: string,
  fill: (page: Page) => Promise<void> = async () => {},
) {
  await page.goto("/campaigns/new");
  await page.getByLabel("Name").fill(name);
  await fill(page);
  await page.getByRole("button", { name: "Create campaign" }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function publish(api: APIRequestContext, campaign: string, customer: string): Promise<string> {
  const response = await api.post("/v1/publications", {
    data: { campaign: { name: campaign }, customer: { source_id: customer } },
  });
  expect(response.status(), await response.text()).toBe(200);
  return ((await response.json()) as { voucher: { code: string } }).voucher.code;
}

const redeem = (api: APIRequestContext, code: string, order: Record<string, unknown>) =>
  api.post("/v1/redemptions", { data: { redeemables: [{ object: "voucher", id: code }], order } });

test("S0-2, S0-20, S0-25: a campaign made in the browser gives a code that takes 5% off once", async ({
  marketer: page,
  api,
}) => {
  const name = unique("Win back");
  const shopper = unique("shopper");
  await createCampaign(page, name);
  await expect(page.getByRole("status").or(page.getByText("No codes yet"))).toBeVisible();

  const code = await publish(api, name, shopper);
  expect(code).toMatch(/^BACK-[A-Z2-9]{6}$/);
  const first = await redeem(api, code, { source_id: "order-1", amount: 10_000 });
  expect(await first.json()).toMatchObject({ order: { total_discount_amount: 500, total_amount: 9_500 } });
  const second = await redeem(api, code, { source_id: "order-2", amount: 10_000 });
  expect([second.status(), await second.json()]).toMatchObject([400, { key: "quantity_exceeded" }]);

  await page.reload();
  await expect(
    page.getByRole("table", { name: "Codes" }).getByRole("row", { name: new RegExp(code) }),
  ).toContainText("Used");
  await page.getByPlaceholder("A code, or a customer’s e-mail or id").fill(shopper);
  await expect(page.getByRole("table", { name: "Codes" }).getByRole("row")).toHaveCount(2);
  await page.getByRole("tab", { name: "Redemptions" }).click();
  const uses = page.getByRole("table", { name: "Redemptions" });
  await expect(uses.getByRole("row", { name: /order-1/ })).toContainText("redeemed");
  await expect(uses.getByRole("row", { name: /order-2/ })).toContainText("used up");

  await page.goto(`/campaigns?search=${encodeURIComponent(name)}`);
  const row = page.getByRole("table", { name: "Campaigns" }).getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("5% off");
  await expect(row).toContainText("100");
});

test("S4-14: free shipping and 5%, shown before it exists and taken off together", async ({
  marketer: page,
  api,
}) => {
  const name = unique("Both");
  await createCampaign(page, name, async () => {
    await page.getByRole("checkbox", { name: "Free shipping" }).click();
    await page.getByRole("group", { name: "Valid for" }).getByRole("textbox").fill("12");
    const preview = page.getByRole("region", { name: "What it will be" });
    await expect(preview).toContainText("5% off and free shipping");
    await expect(preview).toContainText("A code expires 12 hours after it was given.");
  });
  const code = await publish(api, name, unique("shopper"));
  const answer = await redeem(api, code, {
    items: [
      { product_id: "mug", quantity: 1, price: 10_000 },
      { product_id: "prod_5h1pp1ng", quantity: 1, price: 590 },
    ],
  });
  expect(await answer.json()).toMatchObject({
    order: { items_discount_amount: 590, discount_amount: 500, total_amount: 9_500 },
  });
});

test("S0-26: says at the field what is wrong, before and after trying to create", async ({
  marketer: page,
}) => {
  await page.goto("/campaigns/new");
  await page.getByLabel("Pattern of the codes").fill("X-##");
  await expect(page.getByText("Only 961 different codes can be made this way")).toBeVisible();
  await page.getByRole("checkbox", { name: "A percentage" }).click();
  await page.getByRole("button", { name: "Create campaign" }).click();
  await expect(page.getByText("Give the campaign a name.")).toBeVisible();
  await expect(page.getByText("Choose what the code takes off.")).toBeVisible();
  await expect(page).toHaveURL(/\/campaigns\/new$/);
});

test("S3-46: a pool of 1,500 codes fills while one watches", async ({ marketer: page }) => {
  await createCampaign(page, unique("Pool"), async () => {
    await page.getByRole("radio", { name: /fixed pool/ }).click();
    await page.getByLabel("How many codes to make now").fill("1500");
  });
  await expect(page.getByRole("tab", { name: /Codes/ })).toContainText("1,500", { timeout: 30_000 });
  await page.getByRole("button", { name: "Make codes" }).click();
  const dialog = page.getByRole("dialog", { name: "Make codes" });
  await dialog.getByLabel("How many").fill("25");
  await dialog.getByRole("button", { name: "Make 25 codes" }).click();
  await expect(page.getByRole("tab", { name: /Codes/ })).toContainText("1,525");
});

test("switching off says what it does, and does it; the name is taken; nothing given can be deleted away", async ({
  marketer: page,
  api,
}) => {
  const name = unique("Off");
  await createCampaign(page, name);
  const code = await publish(api, name, unique("shopper"));
  await page.reload();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Switch off…" }).click();
  const dialog = page.getByRole("alertdialog", { name: `Switch off ${name}` });
  await expect(dialog).toContainText(
    "1 code could still be used: the shop refuses it until you switch it on again.",
  );
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(dialog).toBeHidden();
  expect(await (await redeem(api, code, { amount: 1_000 })).json()).toMatchObject({
    key: "voucher_disabled",
  });

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const deletion = page.getByRole("alertdialog", { name: `Delete ${name}` });
  await deletion.getByRole("button", { name: "Delete campaign" }).click();
  await expect(deletion.getByRole("alert")).toContainText("Customers have codes of this campaign.");

  await page.goto("/campaigns/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create campaign" }).click();
  await expect(page.getByText(`There is already a campaign named "${name}".`)).toBeVisible();
});

test("a given discount is promised: the form says why it cannot be changed", async ({
  marketer: page,
  api,
}) => {
  const name = unique("Promise");
  await createCampaign(page, name);
  await publish(api, name, unique("shopper"));
  await page.getByRole("link", { name: "Change" }).click();
  await expect(
    page.getByText("1 code promises 5% off. Make another campaign for another discount."),
  ).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "A percentage" })).toBeDisabled();
  await page.getByLabel("Notes").fill("Only for the spring.");
  await page.getByRole("button", { name: "Save campaign" }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Only for the spring.")).toBeVisible();
});

test("a viewer sees campaigns and is told why they change none", async ({ viewer: page, marketer }) => {
  const name = unique("Seen");
  await createCampaign(marketer, name);
  await page.goto(marketer.url());
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("button", { name: "Change" })).toHaveAttribute("aria-disabled", "true");
  await page.goto("/campaigns/new");
  await expect(page.getByText("You cannot create campaigns")).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test(`the coupon screens keep to WCAG 2.2 AA in ${theme}`, async ({ marketer: page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await createCampaign(page, unique(`Accessible ${theme}`));
    await expect(page.getByText("No codes yet")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Change" }).click();
    await expect(page.getByRole("button", { name: "Save campaign" })).toBeVisible();
    await expectAccessible(page);
    await page.goto("/campaigns/new");
    await expect(page.getByRole("button", { name: "Create campaign" })).toBeVisible();
    await page.getByRole("button", { name: "Create campaign" }).click();
    await expect(page.getByText("Give the campaign a name.")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/campaigns");
    await expect(page.getByRole("table", { name: "Campaigns" }).getByRole("row").nth(1)).toBeVisible();
    await expectAccessible(page);
  });
}
