import { expect, expectAccessible, test } from "./fixtures";

const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

test("products and their SKUs are added, found, changed and deleted", async ({ marketer: page }) => {
  const name = unique("Samowar");
  await page.goto("/products");
  await page.getByRole("button", { name: "Add product" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add product" });
  await dialog.getByRole("button", { name: "Add product" }).click();
  await expect(dialog.getByText("Give the product a name.")).toBeVisible();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Price").fill("129,90");
  await dialog.getByRole("button", { name: "Add product" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("€129.90")).toBeVisible();
  await page.getByRole("button", { name: "Add SKU" }).click();
  const sku = page.getByRole("dialog", { name: "Add SKU" });
  await sku.getByLabel("Name").fill("Copper");
  await sku.getByRole("button", { name: "Add SKU" }).click();
  await expect(page.getByRole("table", { name: "SKUs" })).toContainText("Copper");
  await expectAccessible(page);

  await page.goto(`/products?search=${encodeURIComponent(name)}`);
  const row = page.getByRole("table", { name: "Products" }).getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("€129.90");
  await expectAccessible(page);
  await row.getByRole("link").click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete product" }).click();
  await page.goto(`/products?search=${encodeURIComponent(name)}`);
  await expect(page.getByText("No product fits")).toBeVisible();
});

test("S1-30: an order that the shop told of is found by its id and status, and paid when the shop says so", async ({
  marketer: page,
  api,
}) => {
  const sourceId = unique("order").replace(" ", "-");
  const { id: customerId } = (await (
    await api.post("/api/v1/customers", { data: { externalId: `${sourceId}-shopper`, firstName: "نور" } })
  ).json()) as { id: string };
  const tell = (status: string) =>
    api.post("/api/v1/orders", {
      data: {
        sourceId,
        customerId,
        status,
        amount: 12_990,
        discountAmount: 1_299,
        items: [{ name: "Samowar", quantity: 1, price: 12_990 }],
      },
    });
  const told = async () => {
    const { data } = (await (
      await api.get(`/api/v1/events?name=order.paid&customer=${sourceId}-shopper`)
    ).json()) as { data: unknown[] };
    return data.length;
  };
  expect((await tell("CREATED")).ok()).toBe(true);
  await page.goto(`/orders?search=${sourceId}`);
  const row = page.getByRole("table", { name: "Orders" }).getByRole("row", { name: new RegExp(sourceId) });
  await expect(row).toContainText("Created");
  await expect(row).toContainText("€116.91");
  await expectAccessible(page);
  expect(await told()).toBe(0);

  expect((await tell("PAID")).ok()).toBe(true);
  expect((await tell("PAID")).ok()).toBe(true);
  expect(await told(), "told once, however often the shop says it").toBe(1);
  await page.getByRole("combobox", { name: "Which orders" }).click();
  await page.getByRole("option", { name: "Paid" }).click();
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: sourceId })).toBeVisible();
  await expect(page.getByRole("table", { name: "Items" })).toContainText("Samowar");
  await expect(page.getByText("€116.91")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "نور" }).click();
  await page.waitForURL(/\/customers\//);
});
