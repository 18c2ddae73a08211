import { expect, expectAccessibleInBothThemes, test } from "./fixtures";

test("S0-36: a topic is made, opted out of on a profile, counted, and archived with what that means", async ({
  marketer: page,
  api,
}) => {
  const run = crypto.randomUUID().slice(0, 8);
  const name = `Offers ${run}`;
  const row = page.getByRole("row", { name: new RegExp(name) });

  await page.goto("/settings/topics");
  await page.getByRole("button", { name: "Create topic" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel(/^Description/).fill("A discount now and then.");
  await dialog.getByRole("button", { name: "Create topic" }).click();
  await expect(row).toContainText(`offers-${run}`);
  await expect(row).toContainText("No flow");
  await expectAccessibleInBothThemes(page);

  const shopper = `topics-${run}`;
  const said = await api.post("/api/v1/customers", {
    data: { externalId: shopper, email: `${shopper}@shop.example`, consent: { email: "granted" } },
  });
  expect(said.ok()).toBe(true);
  await page.goto(`/customers/${shopper}`);
  const topic = page.getByRole("region", { name: "E-mail" }).getByRole("switch", { name });
  await expect(topic).toBeChecked();
  await topic.click();
  await expect(topic).not.toBeChecked();
  await expect(page.getByText(`Opted out of ${name} by e-mail`, { exact: true })).toBeVisible({
    timeout: 20_000,
  });

  await page.goto("/settings/topics");
  await expect(row.getByRole("cell").nth(2)).toHaveText("1");
  await row.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Archive topic" }).click();
  const asked = page.getByRole("alertdialog");
  await expect(asked).toContainText("Opt-outs still count: 1 by e-mail.");
  await expect(asked).toContainText("No flow uses it.");
  await asked.getByRole("button", { name: "Archive topic" }).click();
  await expect(row).toContainText("Archived");
});
