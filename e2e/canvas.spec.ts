import { expect, test } from "./fixtures";
import {
  canvas,
  choose,
  drawFrom,
  edges,
  inPalette,
  line,
  makeFlow,
  middleOf,
  open,
  panel,
  placeOf,
  read,
  saved,
  step,
  steps,
} from "./flow-canvas";

test("M-1, S4-6 to S4-23: the flow of the seed is drawn by pointer and keyboard, validated and launched", async ({
  marketer: page,
  api,
}) => {
  test.setTimeout(120_000);
  const flow = await makeFlow(api, "Drawn by hand");
  await open(page, flow.id, { empty: true });

  // S4-8, S4-9: the trigger, dragged onto the canvas; its event from the definitions.
  await inPalette(page, "Event trigger").dragTo(canvas(page), { targetPosition: { x: 380, y: 90 } });
  await choose(panel(page), "Customers enter when", /^itemAddedToCart/);
  await expect(step(page, "When itemAddedToCart happens")).toBeVisible();

  // S4-12, S4-13: the awaited purchase, dropped on free ground and connected by drawing.
  await inPalette(page, "Wait for event").dragTo(canvas(page), { targetPosition: { x: 380, y: 290 } });
  await choose(panel(page), "Wait for", /^PurchaseFinished/);
  await expect(panel(page).getByRole("textbox", { name: "At most" })).toHaveValue("1");
  const awaited = step(page, "Wait for PurchaseFinished, up to 1 day");
  await drawFrom(page, step(page, "When itemAddedToCart"), "next", await middleOf(awaited));
  await expect(edges(page)).toHaveCount(1);

  // S4-13, S4-14: behind "timed out", by keyboard alone: the coupon, the e-mail and the second wait.
  await awaited.locator(`[aria-label="Add a step after Timed out"]`).click();
  await page.getByPlaceholder("Find a step").last().fill("coupon");
  await page.keyboard.press("Enter");
  await choose(panel(page), "Campaign", /Win-back/);
  const coupon = step(page, /Give a code: 5% off and free shipping/);
  await expect(coupon).toBeVisible();
  for (const [word, title] of [
    ["e-mail", /^Send e-mail|Send an e-mail/],
    ["wait for event", /Wait for an event/],
  ] as const) {
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.getByPlaceholder("Find a step").last().fill(word);
    await page.keyboard.press("Enter");
    await expect(step(page, title)).toBeVisible();
    if (word === "e-mail") await choose(panel(page), "Template", /Cart offer with code/);
    else await choose(panel(page), "Wait for", /^PurchaseFinished/);
  }

  // S4-16: another channel, then the end; placed by the palette behind the selected step.
  await awaited.last().locator(`[aria-label="Add a step after Timed out"]`).click();
  await page.getByPlaceholder("Find a step").last().fill("sms");
  await page.keyboard.press("Enter");
  await choose(panel(page), "Template", /Cart SMS/);
  await inPalette(page, "Exit").click();
  await expect(steps(page)).toHaveCount(7);
  await expect(edges(page)).toHaveCount(6);

  // S4-10, S4-11, S4-18 to S4-21: the settings at the bottom of the page.
  await page.getByRole("button", { name: "Flow settings" }).click();
  const settings = page.getByRole("dialog", { name: "Flow settings" });
  await settings.getByRole("radio", { name: /again after a while/ }).click();
  await settings.getByRole("textbox", { name: "Again after" }).fill("2");
  await settings.getByRole("switch", { name: /At most so many times/ }).click();
  await settings.getByRole("tab", { name: "Scheduling" }).click();
  await expect(settings.getByRole("radio", { name: /Run this flow indefinitely/ })).toBeChecked();
  await settings.getByRole("tab", { name: "Goal" }).click();
  await settings.getByRole("switch", { name: /This flow has a goal/ }).click();
  await expect(settings.getByRole("combobox", { name: "Reached when" })).toContainText("PurchaseFinished");
  await settings.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Again after 2 days, at most 3 times in 1 week")).toBeVisible();
  await saved(page);

  const drawn = await read(api, flow.id);
  expect(drawn.document.edges.map(({ port }) => port).sort()).toEqual([
    "issued",
    "next",
    "next",
    "next",
    "timed_out",
    "timed_out",
  ]);
  expect(drawn.document.settings).toMatchObject({
    goal: { eventName: "PurchaseFinished" },
    frequency: {
      reentry: "again",
      delay: { value: 2, unit: "days" },
      limit: { count: 3, per: { value: 1, unit: "weeks" } },
    },
    schedule: { from: null, until: null },
  });

  try {
    await page.getByRole("button", { name: "Validate" }).click();
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Launch this flow" });
    await expect(dialog).toContainText("Everybody who triggers itemAddedToCart");
    await expect(dialog).toContainText("2 messages and 1 code, for real");
    await dialog.getByRole("button", { name: "Launch flow" }).click();
    await expect(dialog.getByText("Live as version 1")).toBeVisible();
    await expect(dialog.getByRole("link", { name: "View performance" })).toHaveAttribute(
      "href",
      `/flows/${flow.id}/performance`,
    );
    await dialog.getByRole("button", { name: "Back to the canvas" }).click();
    await expect(page.getByText("Live v1").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Launch", exact: true })).toBeDisabled();
    expect((await read(api, flow.id)).status).toBe("live");

    // Stopping says whom it concerns before it does.
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Stop", exact: true }).click();
    const stop = page.getByRole("alertdialog", { name: "Stop this flow" });
    await expect(stop).toContainText("Nobody is inside.");
    await stop.getByRole("button", { name: "Stop flow" }).click();
    await expect(page.getByText("Stopped").first()).toBeVisible();
  } finally {
    await api.post(`/api/v1/flows/${flow.id}/stop`);
  }
});

test("undo and redo take back one gesture at a time, across moving, typing, deleting and tidying", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(api, "Undone", line());
  await open(page, flow.id);
  const wait = step(page, /^Wait/);

  const from = await middleOf(wait);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 160, from.y + 24, { steps: 8 });
  await page.mouse.up();
  expect((await placeOf(wait))[0]).toBeGreaterThan(100);

  await wait.click();
  const days = panel(page).getByRole("textbox", { name: "How long" });
  await days.fill("");
  await days.pressSequentially("14");
  await expect(step(page, "Wait 14 days")).toBeVisible();
  await page.keyboard.press("Escape");

  await canvas(page).press("ControlOrMeta+z");
  await expect(step(page, "Wait 1 day")).toBeVisible();
  await canvas(page).press("ControlOrMeta+z");
  await expect.poll(() => placeOf(wait)).toEqual([0, 160]);
  await canvas(page).press("ControlOrMeta+Shift+z");
  await canvas(page).press("ControlOrMeta+y");
  await expect(step(page, "Wait 14 days")).toBeVisible();

  // Deleting the step in the middle closes the gap; undo brings it back with both its connections.
  await step(page, "Wait 14 days").focus();
  await page.keyboard.press("Delete");
  await expect(steps(page)).toHaveCount(2);
  await expect(edges(page)).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(edges(page)).toHaveCount(2);

  await saved(page);
  await page.reload();
  await expect(step(page, "Wait 14 days")).toBeVisible();
});

test("a step dragged onto a connection is put into it, and the plus on a connection does the same", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(api, "Put between", line());
  await open(page, flow.id);
  const top = await step(page, "When itemAddedToCart").boundingBox();
  const below = await step(page, "Wait 1 day").boundingBox();
  const pane = await canvas(page).boundingBox();
  await inPalette(page, "Update customer").dragTo(canvas(page), {
    targetPosition: {
      x: top!.x + top!.width / 2 - pane!.x,
      y: (top!.y + top!.height + below!.y) / 2 - pane!.y,
    },
  });
  await expect(edges(page)).toHaveCount(3);
  await saved(page);
  const { document } = await read(api, flow.id);
  const added = document.steps.find(({ type }) => type === "update-customer")!;
  expect(document.edges.find(({ from }) => from === "trigger")?.to).toBe(added.id);
  expect(document.edges.find(({ from }) => from === added.id)?.to).toBe("wait");

  const between = [await middleOf(step(page, "Wait 1 day")), await middleOf(step(page, "End of the flow"))];
  await page.mouse.move(between[0]!.x, (between[0]!.y + between[1]!.y) / 2, { steps: 4 });
  await page.getByRole("button", { name: "Insert a step here" }).click();
  await page.getByPlaceholder("Find a step").last().fill("webhook");
  await page.keyboard.press("Enter");
  await expect(edges(page)).toHaveCount(4);
});

test("a connection that would make a circle, lead into a trigger or leave a port twice is refused with the reason", async ({
  marketer: page,
  api,
}) => {
  const circle = line();
  circle.edges = [circle.edges[0]!];
  circle.steps.splice(2, 1, {
    id: "after",
    type: "wait",
    config: { mode: "duration", duration: { value: 2, unit: "hours" } },
    position: { x: 0, y: 320 },
  });
  circle.edges.push({ id: "b", from: "wait", port: "next", to: "after" });
  const flow = await makeFlow(api, "Refused", circle);
  await open(page, flow.id);
  const reason = (text: string) => page.getByText(text).first();

  await drawFrom(page, step(page, "Wait 2 hours"), "next", await middleOf(step(page, "Wait 1 day")));
  await expect(reason("This would send customers round in a circle.")).toBeVisible();
  await drawFrom(page, step(page, "Wait 2 hours"), "next", await middleOf(step(page, "When itemAdded")));
  await expect(reason("Customers enter at a trigger: nothing can lead into it.")).toBeVisible();
  await drawFrom(page, step(page, "When itemAdded"), "next", await middleOf(step(page, "Wait 2 hours")));
  await expect(reason("leads somewhere already")).toBeVisible();
  await expect(edges(page)).toHaveCount(2);
});

test("steps are copied from one flow into another, with the connections between them", async ({
  marketer: page,
  api,
}) => {
  const [from, to] = [await makeFlow(api, "Copied from", line()), await makeFlow(api, "Copied to")];
  await open(page, from.id);
  await canvas(page).press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+c");
  await open(page, to.id, { empty: true });
  await canvas(page).press("ControlOrMeta+v");
  await expect(steps(page)).toHaveCount(3);
  await expect(edges(page)).toHaveCount(2);
  await saved(page);
  const { document } = await read(api, to.id);
  expect(document.steps.map(({ type }) => type)).toEqual(["event-trigger", "wait", "exit"]);
  expect(document.steps.map(({ id }) => id)).not.toContain("trigger");
});

test("the canvas is drawn on by keyboard alone", async ({ marketer: page, api }) => {
  const flow = await makeFlow(api, "By keyboard");
  await open(page, flow.id, { empty: true });
  await page.getByRole("button", { name: "Add a trigger" }).press("Enter");
  const event = panel(page).getByRole("combobox", { name: "Customers enter when" });
  await expect(event).toBeFocused();
  await event.press("Enter");
  await page.keyboard.type("itemAdded");
  await page.keyboard.press("Enter");
  await expect(step(page, "When itemAddedToCart happens")).toBeVisible();
  await expect(event).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(step(page, "When itemAddedToCart happens")).toBeFocused();

  for (const word of ["random split", "exit"]) {
    await page.keyboard.press("n");
    await page.keyboard.type(word);
    await page.keyboard.press("Enter");
    await expect(panel(page)).toBeVisible();
    await page.keyboard.press("Escape");
  }
  await expect(steps(page)).toHaveCount(3);
  await expect(step(page, "End of the flow")).toBeFocused();

  // Up along the connection to the split, whose second arm leads to the same end by way of the form.
  await page.keyboard.press("Alt+ArrowUp");
  await expect(step(page, "Split 50 / 50")).toBeFocused();
  await page.keyboard.press("Enter");
  const second = panel(page).getByRole("combobox", { name: "B 50%" });
  await second.press("Enter");
  await page.keyboard.type("End of");
  await page.keyboard.press("Enter");
  await expect(edges(page)).toHaveCount(3);

  const [before] = await placeOf(step(page, "Split 50 / 50"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => (await placeOf(step(page, "Split 50 / 50")))[0]).toBe(before! + 48);
  await page.keyboard.press("t");
  await saved(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
});
