import { expect, expectAccessible, test } from "./fixtures";

test("S3-49: a marketer exports customers, and downloads the file when it is ready", async ({
  marketer: page,
}) => {
  await page.goto("/exports");
  await page.getByRole("button", { name: "New export" }).first().click();
  await page.getByRole("menuitem", { name: "All customers" }).click();
  const row = page.getByRole("row", { name: /Customers/ }).first();
  await expect(row.getByText("ready")).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^customers \d{4}-\d\d-\d\d\.csv$/);
  await expectAccessible(page);
});
