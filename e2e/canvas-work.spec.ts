import { expect, expectAccessibleInBothThemes, test } from "./fixtures";
import { choose, line, makeFlow, open, panel, read, saved, step, steps } from "./flow-canvas";

test("S4-23: a launch waits for validation, and each problem names its step and leads to it", async ({
  marketer: page,
  api,
}) => {
  const document = line();
  document.steps.push(
    { id: "lost", type: "send-sms", config: { templateId: "" }, position: { x: 320, y: 160 } },
    { id: "open", type: "wait-for-event", config: { eventName: "" }, position: { x: 320, y: 320 } },
  );
  const flow = await makeFlow(api, "With problems", document);
  await open(page, flow.id);
  const launch = page.getByRole("button", { name: "Launch", exact: true });
  await expect(launch).toBeDisabled();
  await launch.focus();
  await expect(page.getByRole("tooltip")).toContainText("problems to solve first");

  await page.getByRole("button", { name: "Validate" }).click();
  const problems = page.getByRole("region", { name: "Problems" });
  await expect(problems.getByRole("button", { name: /Send an SMS.*Choose a template/ })).toBeVisible();
  await expect(
    problems.getByRole("button", { name: /Send an SMS.*No customer can reach this step/ }),
  ).toBeVisible();
  await problems.getByRole("button", { name: /Wait for an event.*Choose the event to wait for/ }).click();
  await expect(panel(page).getByText("Choose the event to wait for.")).toBeVisible();
  await expect(page).toHaveURL(/step=open/);

  const refused = await api.post(`/api/v1/flows/${flow.id}/publish`, { data: { revision: flow.revision } });
  expect(refused.status()).toBe(422);
  expect(await refused.json()).toMatchObject({ code: "not_launchable" });

  // Mended, the way is free.
  for (const id of ["open", "lost"]) {
    await page.locator(`.react-flow__node[data-id="${id}"]`).focus();
    await page.keyboard.press("Delete");
  }
  await expect(launch).toBeEnabled();
});

test("a save by somebody else is never overwritten by itself: a person decides", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(api, "In conflict", line());
  await open(page, flow.id);
  const theirs = line();
  theirs.steps[1]!.config = { mode: "duration", duration: { value: 5, unit: "days" } };
  const put = await api.put(`/api/v1/flows/${flow.id}/draft`, { data: { revision: 1, document: theirs } });
  expect(put.status()).toBe(200);

  await step(page, "Wait 1 day").click();
  await panel(page).getByRole("textbox", { name: "How long" }).fill("9");
  const dialog = page.getByRole("dialog", { name: /saved this flow meanwhile/ });
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText("Revision 2");
  expect((await read(api, flow.id)).document.steps[1]!.config.duration).toEqual({ value: 5, unit: "days" });

  await dialog.getByRole("radio", { name: /Overwrite theirs/ }).click();
  await dialog.getByRole("button", { name: "Overwrite theirs" }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(async () => (await read(api, flow.id)).document.steps[1]!.config.duration)
    .toEqual({ value: 9, unit: "days" });

  // Theirs can be had back.
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Earlier revisions" }).click();
  const revisions = page.getByRole("dialog", { name: "Earlier revisions" });
  await revisions
    .getByRole("listitem")
    .filter({ hasText: /^2/ })
    .getByRole("button", { name: "Restore" })
    .click();
  await expect(step(page, "Wait 5 days")).toBeVisible();
  expect((await read(api, flow.id)).document.steps[1]!.config.duration).toEqual({ value: 5, unit: "days" });
});

test("what is drawn while the server cannot be reached is saved when it is back", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(api, "Offline", line());
  await open(page, flow.id);
  await page.route("**/draft", (route) => route.abort());
  await step(page, "Wait 1 day").click();
  await panel(page).getByRole("textbox", { name: "How long" }).fill("6");
  await expect(page.getByText("Offline, will retry")).toBeVisible();
  await page.unroute("**/draft");
  await saved(page);
  expect((await read(api, flow.id)).document.steps[1]!.config.duration).toEqual({ value: 6, unit: "days" });
});

test("conditions are built from the event's own properties; money is written as people write it", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(api, "With conditions", line());
  await open(page, flow.id);
  await step(page, "When itemAddedToCart").click();
  await panel(page).getByRole("button", { name: "Condition", exact: true }).click();
  await choose(panel(page), "What to look at", /^Cart total/);
  await panel(page).getByRole("combobox", { name: "How to compare" }).click();
  await page.getByRole("option", { name: "is at least" }).click();
  await panel(page).getByRole("textbox", { name: "Value" }).fill("49,90");
  await expect(step(page, "Cart total is at least €49.90")).toBeVisible();
  await saved(page);
  expect((await read(api, flow.id)).document.steps[0]!.config.filter).toEqual({
    match: "all",
    conditions: [{ field: "cart.total", operator: "greater_or_equal", value: 4990 }],
  });
});

test("a viewer sees the whole flow and why they cannot change it", async ({ viewer: page, api }) => {
  const flow = await makeFlow(api, "Only looked at", line());
  await open(page, flow.id);
  await expect(page.getByText("View only")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Steps to add" })).toHaveCount(0);
  await step(page, "Wait 1 day").click();
  await expect(panel(page)).toContainText("Your role (viewer) cannot change flows.");
  await expect(panel(page).getByRole("textbox", { name: "How long" })).toBeDisabled();
  await page.keyboard.press("Delete");
  await expect(steps(page)).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Launch", exact: true })).toBeDisabled();
  expect(
    (
      await page.request.put(`/api/v1/flows/${flow.id}/draft`, { data: { revision: 1, document: line() } })
    ).status(),
  ).toBe(403);
});

test("the canvas, a step's settings and the flow's settings are accessible, light and dark", async ({
  marketer: page,
  api,
}) => {
  const document = line();
  document.steps.push({ id: "lost", type: "branch", config: {}, position: { x: 320, y: 160 } });
  const flow = await makeFlow(api, "Accessible", document);
  await open(page, flow.id);
  await expectAccessibleInBothThemes(page);
  await step(page, "Wait 1 day").click();
  await expect(panel(page)).toBeVisible();
  await page.getByRole("button", { name: "Validate" }).click();
  await expect(page.getByRole("region", { name: "Problems" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Flow settings" }).click();
  for (const tab of ["Frequency", "Scheduling", "Goal", "Entry and exits", "Conversion"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tab", { name: tab, selected: true })).toBeVisible();
    await expectAccessibleInBothThemes(page, { within: "[role=dialog]" });
  }
});

test("a step that is not there, or a flow of nobody, leads somewhere sensible", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(api, "Linked", line());
  await page.goto(`/flows/${flow.id}?step=wait`);
  await expect(panel(page)).toContainText("Hold the customer for a time");
  await page.goto(`/flows/${flow.id}?step=gone`);
  await expect(steps(page)).toHaveCount(3);
  await expect(panel(page)).toHaveCount(0);
  await page.goto("/flows/00000000-0000-7000-8000-000000000000");
  await expect(page.getByText("There is no such flow in this workspace")).toBeVisible();
});
