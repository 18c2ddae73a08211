import { expect, expectAccessible, test } from "./fixtures";

test("S3-44: a discount is given on chosen products only, and says so", async ({ marketer: page, api }) => {
  const run = Date.now().toString(36);
  for (const name of ["Mug", "Pot"])
    await api.post("/api/v1/products", { data: { name: `${name} ${run}`, sourceId: `${name}-${run}` } });
  await page.goto("/campaigns/new");
  await page.getByLabel("Name").fill(`On mugs ${run}`);
  await page.getByLabel("What the percentage or amount comes off").click();
  await page.getByRole("option", { name: "Each line of the order" }).click();
  for (const [label, name] of [
    ["Add a product it comes off", `Mug ${run}`],
    ["Add a product it never comes off", `Pot ${run}`],
  ] as const) {
    await page.getByLabel(label).click();
    await page.getByPlaceholder("Find a product, or type an id").fill(name);
    await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByRole("button", { name: `Remove ${name}` })).toBeVisible();
  }
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create campaign" }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);
  const terms = page.getByRole("region", { name: "Terms" });
  await expect(terms).toContainText("5% off each item on 1 product, not on 1 other");
  await expect(terms).toContainText(
    `The discount comes off 1 product only: Mug ${run}; never off Pot ${run}.`,
  );
});
