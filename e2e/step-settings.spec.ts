import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";
import { type Document, line, makeFlow, open, panel, read, saved, step, unique } from "./flow-canvas";

/** The line of the other tests with another step in its middle. */
function lineWith(type: string, config: Record<string, unknown>): Document {
  const document = line();
  document.steps[1] = { ...document.steps[1]!, type, config };
  return document;
}

const asks = (page: Page, name: string) => panel(page).getByRole("group", { name, exact: true });
async function lasting(page: Page, name: string, value: string, unit: string): Promise<void> {
  await asks(page, name).getByRole("textbox").fill(value);
  await asks(page, name).getByRole("combobox", { name: "Unit of time" }).click();
  await page.getByRole("option", { name: unit, exact: true }).click();
}

test("X-2: a wait lasts a time, until so long after entry, until a time of day, a date or a date of the customer's, and its card says which", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(api, "Waits", line());
  const config = async () => {
    await saved(page);
    return (await read(api, flow.id)).document.steps.find(({ id }) => id === "wait")?.config;
  };
  await open(page, flow.id);
  await step(page, "Wait 1 day").click();
  const mode = (name: string) => panel(page).getByRole("radio", { name: new RegExp(`^${name}`) });

  await mode("Until a time after entry").click();
  await lasting(page, "After entry", "48", "hours");
  await expect(step(page, "Wait until 48 hours after entry")).toBeVisible();
  await expect.poll(config).toMatchObject({ mode: "since-trigger", duration: { value: 48, unit: "hours" } });

  await mode("Until a time of day").click();
  await panel(page).getByLabel("Time of day", { exact: true }).fill("18:00");
  await panel(page).getByRole("button", { name: "Mon" }).click();
  await expect(step(page, "Wait until 18:00")).toContainText("Monday, customer's time");

  await mode("Until a date").first().click();
  await panel(page).getByLabel("Day", { exact: true }).fill("2030-12-24");
  await expect(step(page, "Wait until 24 December 2030")).toContainText("18:00, customer's time");
  await expect.poll(config).toMatchObject({ mode: "date", date: "2030-12-24", time: "18:00" });

  await mode("Until a date of the customer's").click();
  await panel(page).getByLabel("Attribute", { exact: true }).fill("renewsOn");
  await lasting(page, "How long", "3", "days");
  await expect(step(page, "Wait until 3 days before renewsOn")).toContainText("No such date");
  await expectAccessible(page);
  await expect.poll(config).toMatchObject({
    mode: "customer-date",
    attribute: "renewsOn",
    offset: { value: 3, unit: "days" },
    direction: "before",
  });
});

test("a wait for an event begins anew with another one, and says so on its card", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(
    api,
    "Hold",
    lineWith("wait-for-event", { eventName: "PurchaseFinished", timeout: { value: 1, unit: "hours" } }),
  );
  await open(page, flow.id);
  await step(page, "Wait for PurchaseFinished").click();
  await panel(page)
    .getByRole("combobox", { name: /Begin anew with/ })
    .click();
  await page.locator(`[role="option"][data-value="itemAddedToCart"]`).click();
  await expect(step(page, "Wait for PurchaseFinished")).toContainText("Anew with each itemAddedToCart");
  await saved(page);
  expect((await read(api, flow.id)).document.steps[1]?.config).toMatchObject({
    restartOn: "itemAddedToCart",
  });
});

test("a split keeps its shares at 100%, and an arm that gets nothing leads nowhere", async ({
  marketer: page,
  api,
}) => {
  const arms = [
    { id: "a", name: "Code", share: 50 },
    { id: "b", name: "No code", share: 50 },
  ];
  const flow = await makeFlow(api, "Arms", lineWith("split", { sticky: true, arms }));
  await open(page, flow.id);
  await step(page, "Split 50 / 50").click();
  await panel(page).getByLabel("Share").first().fill("90");
  await expect(step(page, "Split 90 / 10")).toBeVisible();
  await panel(page).getByRole("checkbox", { name: "Gets nothing" }).last().click();
  await expect(panel(page).getByText("They end here. What they buy is counted, to compare.")).toBeVisible();
  await expect(step(page, "Split 90 / 10")).toContainText("No code (gets nothing)");
  await expect(panel(page).getByRole("combobox", { name: /No code/ })).toHaveCount(0);
  await expectAccessible(page);
});

test("a message keeps quiet hours in its own way, and one that does not arrive in time goes another way", async ({
  marketer: page,
  api,
}) => {
  const templates = (await (await api.get("/api/v1/templates?search=Cart%20reminder")).json()) as {
    data: { id: string }[];
  };
  const flow = await makeFlow(
    api,
    unique("Failover"),
    lineWith("send-email", {
      templateId: templates.data[0]?.id,
      transactional: false,
      quietHours: "workspace",
    }),
  );
  await open(page, flow.id);
  await step(page, "E-mail: Cart reminder").click();
  await panel(page)
    .getByRole("radio", { name: /Leave the message out/ })
    .click();
  await panel(page).getByRole("switch", { name: "Another way when it is not delivered" }).click();
  await lasting(page, "Within", "30", "minutes");
  await panel(page)
    .getByRole("radio", { name: /The provider has taken it/ })
    .click();
  await expect(step(page, "E-mail: Cart reminder")).toContainText("Not delivered");
  await saved(page);
  expect((await read(api, flow.id)).document.steps[1]?.config).toMatchObject({
    quietHours: "skip",
    failover: { within: { value: 30, unit: "minutes" }, until: "sent" },
  });
});
