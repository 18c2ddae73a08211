import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from "./fixtures";

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

/** Opens a campaign of 5% whose codes are made as needed, without its form. */
async function openCampaign(page: Page, api: APIRequestContext, name: string, tab = ""): Promise<void> {
  const made = await api.post("/api/v1/campaigns", {
    data: { name, discount: { type: "percent", percentOff: 5 } },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  await page.goto(`/campaigns/${id}${tab}`);
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
  await expect(uses.getByRole("row", { name: /order-1/ })).toContainText("Redeemed");
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

test("S0-18, S0-19, S0-21 to S0-24: the campaign's settings, from what it is called to when its codes count, stand in its terms", async ({
  marketer: page,
}) => {
  const name = unique("Everything");
  await page.goto("/campaigns/new");
  const preview = page.getByRole("region", { name: "What it will be" });
  await expect(page.getByRole("radio", { name: /made as needed \(recommended\)/ })).toBeChecked();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Notes").fill("For the autumn.");
  await page.getByLabel("Pattern of the codes").fill("AUTUMN-######");
  await expect(preview).toContainText(/AUTUMN-\w{6}/);
  await page.getByRole("group", { name: "Valid for" }).getByRole("textbox").fill("12");
  await expect(preview).toContainText("12 hours after it was given");
  await page.getByLabel("Start of the campaign").fill("2026-01-01T00:00");
  await page.getByLabel("End of the campaign").fill("2099-12-31T23:59");
  await page.getByRole("checkbox", { name: "Codes count for" }).click();
  await page
    .getByRole("checkbox", { name: "Limit how often one customer can redeem in this campaign" })
    .click();
  await page.getByRole("button", { name: "Create campaign" }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);
  await expect(page.getByText("For the autumn.")).toBeVisible();
  await expect(page.getByText(/A code expires 12 hours after it was given/)).toBeVisible();
  await expect(page.getByText("Codes count only for 1 day in every week.")).toBeVisible();
  await expectAccessible(page);
});

test("S3-46: 40,000 codes are made behind the page, which shows how far they are and then lists them", async ({
  marketer: page,
}) => {
  await createCampaign(page, unique("Bulk"), async () => {
    await page.getByRole("radio", { name: /fixed pool/ }).click();
  });
  await page.getByRole("button", { name: "Make codes" }).click();
  const dialog = page.getByRole("dialog", { name: "Make codes" });
  await dialog.getByLabel("How many").fill("60000");
  await dialog.getByRole("button", { name: /^Make/ }).click();
  await expect(dialog.getByText("At most 50,000 codes at once.")).toBeVisible();
  await dialog.getByLabel("How many").fill("40000");
  await dialog.getByRole("button", { name: "Make 40,000 codes" }).click();
  await expect(page.getByRole("progressbar", { name: /Making codes/ })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: /Making codes/ })).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole("tab", { name: /Codes/ })).toContainText("41K");
  await expect(page.getByRole("table", { name: "Codes" }).getByRole("row").nth(1)).toContainText("Free");
});

test("a campaign's rules are built in groups, kept, and shown in words", async ({ marketer: page, api }) => {
  await openCampaign(page, api, unique("Rules"), "?tab=rules");
  await page.getByRole("button", { name: "Add rules" }).click();
  const about = (at: number) => page.getByRole("combobox", { name: "What the condition is about" }).nth(at);
  await page.getByRole("button", { name: "Condition", exact: true }).first().click();
  await about(0).click();
  await page.getByRole("option", { name: "Redemptions of this customer" }).click();
  await page.getByLabel("Number", { exact: true }).fill("2");
  await page.getByRole("button", { name: "Group", exact: true }).first().click();
  await expect(page.getByRole("button", { name: "Save rules" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Condition", exact: true }).first().click();
  await about(1).click();
  await page.getByRole("option", { name: "Redemptions of this customer" }).click();
  await page.getByLabel("Number", { exact: true }).nth(1).fill("5");
  await page.getByLabel("What the customer is told when it does not hold").fill("Twice is enough.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("Redemptions of this customer at most 2")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Redemptions of this customer at most 5")).toBeVisible();
});

test("switching off says what it does, and does it; the name is taken; nothing given can be deleted away", async ({
  marketer: page,
  api,
}) => {
  const name = unique("Off");
  await openCampaign(page, api, name);
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
  await openCampaign(page, api, name);
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

test("a viewer sees campaigns and is told why they change none", async ({ viewer: page, api }) => {
  await openCampaign(page, api, unique("Seen"));
  await expect(page.getByRole("button", { name: "Change" })).toHaveAttribute("aria-disabled", "true");
  await page.goto("/campaigns/new");
  await expect(page.getByText("You cannot create campaigns")).toBeVisible();
});

test("the coupon screens keep to WCAG 2.2 AA, light and dark", async ({ marketer: page, api }) => {
  await openCampaign(page, api, unique("Accessible"));
  await expect(page.getByText("No codes yet")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("link", { name: "Change" }).click();
  await expect(page.getByRole("button", { name: "Save campaign" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.goto("/campaigns/new");
  await page.getByRole("button", { name: "Create campaign" }).click();
  await expect(page.getByText("Give the campaign a name.")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.goto("/campaigns");
  await expect(page.getByRole("table", { name: "Campaigns" }).getByRole("row").nth(1)).toBeVisible();
  await expectAccessibleInBothThemes(page);
});
