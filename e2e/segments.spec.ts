import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";

const unique = (name: string) => `${name}_${Date.now().toString(36)}`;

async function define(api: APIRequestContext, name: string): Promise<void> {
  const answer = await api.post("/api/v1/event-definitions", { data: { name, title: name } });
  expect(answer.status(), await answer.text()).toBe(201);
}

async function does(api: APIRequestContext, name: string, who: string, times = 1): Promise<void> {
  const event = { name, customer: { externalId: who, email: `${who}@shop.example` }, properties: {} };
  const answer = await api.post("/api/v1/events", { data: { events: Array(times).fill(event) } });
  expect(answer.status(), await answer.text()).toBe(202);
}

/** Chooses in the filter that is being written. */
async function pick(filter: Locator, what: string, option: string | RegExp): Promise<void> {
  await filter.getByRole("combobox", { name: what }).click();
  if (what === "Event") await filter.page().getByPlaceholder("Find an event").fill(String(option));
  await filter.page().getByRole("option", { name: option }).first().click();
}

const newFilter = (page: Page) => page.getByRole("group", { name: "A new filter" }).last();
const plus = (page: Page) => newFilter(page).getByRole("button", { name: "Add", exact: true });
const fits = (page: Page) => page.getByText(/^of (about )?[\d,]+ customers/).locator("..");

test("S0-5, S0-13, S0-14, S0-16, S1-1, S1-3, S1-4, S1-5, S1-18, S1-23, S1-25: a segment of who did it twice today, made from the customers, counted as it is built, kept only by saving, and filled as events come", async ({
  marketer: page,
  api,
}) => {
  const event = unique("abandoned_cart");
  await define(api, event);
  const [often, once, late] = [unique("often"), unique("once"), unique("late")];
  await does(api, event, often, 2);
  await does(api, event, once);

  await test.step("a filter that is added but not saved makes nothing", async () => {
    await page.goto("/customers");
    await page.getByRole("link", { name: "Create segment" }).click();
    await page.getByLabel("Name").fill(event);
    await expect(page.getByRole("radio", { name: "Auto-update" })).toBeChecked();
    await pick(newFilter(page), "Event", event);
    await plus(page).click();
    await expect(page.getByText(`${event} has occurred more than 0 times`)).toBeVisible();
    await expect(fits(page)).toContainText(/^2\s*of/);
    await expectAccessible(page);
    await page.goto(`/segments?search=${event}`);
    await expect(page.getByText("No segment fits")).toBeVisible();
  });

  await test.step("two filters, by frequency and by recency, both hold", async () => {
    await page.goto("/segments/new");
    await page.getByLabel("Name").fill(event);
    await pick(newFilter(page), "Event", event);
    await newFilter(page).getByLabel("Times").fill("1");
    await plus(page).click();
    await expect(fits(page)).toContainText(/^1\s*of/);
    await page.getByRole("button", { name: "Another filter" }).click();
    await pick(newFilter(page), "Event", event);
    await pick(newFilter(page), "What about it", "last occurred");
    await pick(newFilter(page), "How it compares", "less than");
    await newFilter(page).getByLabel("Days ago").fill("1");
    await plus(page).click();
    await expect(page.getByRole("radio", { name: "All of these" })).toBeChecked();
    await page.getByRole("button", { name: "Save segment" }).click();
    await expect(page.getByRole("heading", { level: 1, name: event })).toBeVisible();
    await expect(page.getByRole("table", { name: "Customers who belong" })).toContainText(often);
    await expectAccessible(page);
  });

  await test.step("whoever does it from now on enters by themselves, within five seconds", async () => {
    const id = new URL(page.url()).pathname.split("/").pop();
    const members = async () => {
      const { data } = (await (await api.get(`/api/v1/segments/${id}/members`)).json()) as {
        data: { externalId: string }[];
      };
      return data.map(({ externalId }) => externalId).sort();
    };
    expect(await members()).toEqual([often]);
    await does(api, event, late, 2);
    await expect.poll(members, { timeout: 5_000, intervals: [100] }).toEqual([late, often].sort());
    await page.reload();
    await expect(page.getByRole("table", { name: "Customers who belong" })).toContainText(late);
  });
});

test("S1-14, S1-15, S1-16, S1-17, S1-18, S1-19, S1-20: a filter asks about an own or a built-in event, how often or how many days ago, in three ways, and whoever never did it has no last time", async ({
  marketer: page,
  api,
}) => {
  const event = unique("cart_abandoned");
  await define(api, event);
  await does(api, event, unique("somebody"));
  await page.goto("/segments/new");
  const filter = newFilter(page);
  const offered = async (what: string) => {
    await filter.getByRole("combobox", { name: what }).click();
    const words = await page.getByRole("option").allTextContents();
    await page.keyboard.press("Escape");
    return words;
  };
  expect(await offered("What about it")).toEqual(["has occurred", "last occurred"]);
  expect(await offered("How it compares")).toEqual(["more than", "exactly", "less than"]);
  await filter.getByRole("combobox", { name: "Event" }).click();
  await page.getByPlaceholder("Find an event").fill("redemption.succeeded");
  await expect(page.getByRole("option", { name: /redemption\.succeeded/ })).toBeVisible();
  await page.getByPlaceholder("Find an event").fill(event);
  await page.getByRole("option", { name: event }).click();

  const everybody = await countOf(api, event, "occurred", "less_than", 1_000);
  const table = [
    ["occurred", "more_than", 0, 1],
    ["occurred", "exactly", 1, 1],
    ["occurred", "less_than", 1, everybody - 1],
    ["last_occurred", "more_than", 0, 0],
    ["last_occurred", "exactly", 0, 1],
    ["last_occurred", "less_than", 1, 1],
  ] as const;
  await page.getByLabel("Name").fill(event);
  for (const [metric, comparison, value, count] of table)
    expect(await countOf(api, event, metric, comparison, value), `${metric} ${comparison} ${value}`).toBe(
      count,
    );
  await pick(filter, "What about it", "last occurred");
  await pick(filter, "How it compares", "exactly");
  await expect(filter).toContainText(/Customers who did not do it in the \d+ months .+ are not taken\./);
  await plus(page).click();
  await expect(page.getByText(`${event} last occurred exactly 0 days ago`)).toBeVisible();
  await expect(fits(page)).toContainText(/^1\s*of/);
});

async function countOf(
  api: APIRequestContext,
  event: string,
  metric: "occurred" | "last_occurred",
  comparison: "more_than" | "exactly" | "less_than",
  value: number,
): Promise<number> {
  const rule = { match: "all", filters: [{ event, metric, comparison, value }] };
  const answer = await api.post("/api/v1/segments/count", { data: { rule } });
  const { count, exact } = (await answer.json()) as { count: number; exact: boolean };
  expect(exact, "few enough customers to count each").toBe(true);
  return count;
}

test("S0-33: a flow that starts when somebody enters a segment is drawn with it, and the segment names the flow", async ({
  marketer: page,
  api,
}) => {
  const event = unique("left_cart");
  await define(api, event);
  const rule = { match: "all", filters: [{ event, metric: "occurred", comparison: "more_than", value: 0 }] };
  const segment = (await (
    await api.post("/api/v1/segments", { data: { name: event, type: "auto", rule } })
  ).json()) as { id: string };
  const document = {
    steps: [
      { id: "trigger", type: "event-trigger", config: { eventName: "" }, position: { x: 0, y: 0 } },
      { id: "end", type: "exit", config: { as: "completed", reason: "" }, position: { x: 0, y: 160 } },
    ],
    edges: [{ id: "a", from: "trigger", port: "next", to: "end" }],
  };
  const flow = (await (await api.post("/api/v1/flows", { data: { name: event, document } })).json()) as {
    id: string;
  };
  await page.goto(`/flows/${flow.id}?step=trigger`);
  const panel = page.getByRole("complementary", { name: "Settings of the step" });
  await panel.getByRole("combobox").first().click();
  await page.getByRole("option", { name: /entered a segment/i }).click();
  await panel.getByRole("combobox", { name: /Segment/ }).click();
  await page.getByRole("option", { name: event }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await page.getByRole("button", { name: "Launch flow" }).click();
  await expect(page.getByText("Live as version 1")).toBeVisible();
  await does(api, event, unique("shopper"));
  await expect
    .poll(async () => {
      const { data } = (await (await api.get(`/api/v1/flows?search=${event}`)).json()) as {
        data: { entered: number }[];
      };
      return data[0]?.entered;
    })
    .toBe(1);
  await page.goto(`/segments/${segment.id}`);
  await expect(page.getByRole("link", { name: event })).toHaveAttribute("href", `/flows/${flow.id}`);
});
