import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";

const FLOW = "Win back cart abandoners";

async function flowId(api: APIRequestContext): Promise<string> {
  const { data } = await (await api.get("/api/v1/flows", { params: { search: FLOW } })).json();
  return data.find((flow: { name: string }) => flow.name === FLOW).id;
}

const node = (page: Page, name: RegExp) => page.locator(".react-flow__node").getByRole("button", { name });

test("S2-32, S4-24: View Flow Performance shows the flow's own drawing with its numbers, and the customers behind them", async ({
  viewer,
  api,
}) => {
  const id = await flowId(api);
  const report = await (await api.get(`/api/v1/flows/${id}/performance`)).json();
  const trigger = report.steps.find((step: { stepId: string }) => step.stepId === "trigger");
  await viewer.goto(`/flows/${id}/performance`);
  await expect(viewer.getByRole("heading", { name: FLOW })).toBeVisible();
  await expect(viewer.getByText("Demo data")).toBeVisible();
  await expect(node(viewer, /^When itemAddedToCart happens: [\d,]+ came/)).toBeVisible();
  expect(trigger.entered).toBeGreaterThan(1000);
  await expect(
    viewer
      .getByRole("list", { name: /How far people get/ })
      .getByRole("listitem")
      .first(),
  ).toContainText("Entered");
  await expectAccessible(viewer);

  await node(viewer, /^SMS: Cart SMS/).click();
  const sheet = viewer.getByRole("dialog", { name: "SMS: Cart SMS" });
  await expect(sheet.getByRole("link").first()).toBeVisible();
  await sheet.getByRole("combobox", { name: "Who" }).click();
  await viewer.getByRole("option", { name: /Not sent: no address/ }).click();
  await expect(sheet.getByRole("link").first()).toBeVisible();
  await expectAccessible(viewer);
  await sheet.getByRole("link").first().click();
  await expect(viewer).toHaveURL(/\/customers\/[0-9a-f-]{36}$/);
  await expect(
    viewer.getByRole("listitem").filter({ hasText: "“SMS: Cart SMS”: not sent, no address" }).first(),
  ).toBeVisible();
});

test("the numbers move by themselves when a customer does, and a dot runs along the edge", async ({
  marketer,
  api,
}) => {
  const id = await flowId(api);
  await marketer.emulateMedia({ reducedMotion: "no-preference" });
  await marketer.goto(`/flows/${id}/performance`);
  await expect(node(marketer, /^Wait for PurchaseFinished/).first()).toBeVisible();
  await api.post("/api/v1/events", {
    data: {
      name: "itemAddedToCart",
      customer: { externalId: `live-${crypto.randomUUID()}` },
      properties: {
        items: [{ sku: "mug", name: "Mug", price: 1800, quantity: 1 }],
        currency: "EUR",
        total: 1800,
      },
    },
  });
  await expect(marketer.getByText(/^\+\d+ this minute$/).first()).toBeVisible({ timeout: 20_000 });
  await expect(marketer.locator("animateMotion").first()).toBeAttached();
  await marketer.emulateMedia({ reducedMotion: "reduce" });
  await expect(marketer.locator(".react-flow__edges g:has(> circle)").first()).toBeHidden();
});

test("a time range narrows what is counted, not who is inside", async ({ marketer, api }) => {
  const id = await flowId(api);
  const all = await (await api.get(`/api/v1/flows/${id}/performance`)).json();
  const from = new Date(Date.now() - 24 * 3_600_000).toISOString();
  const day = await (await api.get(`/api/v1/flows/${id}/performance`, { params: { from } })).json();
  expect(day.entered).toBeGreaterThan(0);
  expect(day.entered).toBeLessThan(all.entered / 5);
  expect(day).toMatchObject({ consistent: true, series: { unit: "hour" } });
  const bad = await api.get(`/api/v1/flows/${id}/performance`, {
    params: { from, to: "2020-01-01T00:00:00Z" },
  });
  expect(bad.status()).toBe(400);

  await marketer.goto(`/flows/${id}/performance`);
  await marketer.getByRole("button", { name: /Time range: Last 30 days/ }).click();
  await marketer.getByRole("button", { name: "Last 24 hours" }).click();
  await expect(marketer.getByRole("heading", { name: "Hour by hour" })).toBeVisible();
  await expect(marketer.getByRole("button", { name: /^Entered .*Last 24 hours/ })).toBeVisible();
});

test("a flow that was never launched says what to do next", async ({ marketer, api }) => {
  const { id } = await (
    await api.post("/api/v1/flows", { data: { name: `Empty ${crypto.randomUUID().slice(0, 8)}` } })
  ).json();
  await marketer.goto(`/flows/${id}/performance`);
  await expect(marketer.getByText("This flow has not been launched")).toBeVisible();
  await marketer.getByRole("link", { name: "Open the canvas" }).click();
  await expect(marketer).toHaveURL(new RegExp(`/flows/${id}$`));
});
