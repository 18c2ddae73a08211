import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";

let run: string;
test.beforeEach(() => {
  run = crypto.randomUUID().slice(0, 8);
});

/** Fills one row of the property editor, the last one. */
async function addProperty(page: Page, name: string, holds: string): Promise<void> {
  await page.getByRole("button", { name: "Add property" }).click();
  const row = page.getByRole("group", { name: /^Property \d+$/ }).last();
  await row.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await row.getByRole("combobox", { name: "Holds" }).click();
  await page.getByRole("option", { name: holds, exact: false }).first().click();
}

test("S0-8, S4-4, S4-5, S0-10: a developer defines an event and gets its id and the code that sends it", async ({
  developer,
  api,
}) => {
  const name = `itemAddedToCart_${run}`;
  await developer.goto("/settings");
  await developer.getByRole("link", { name: "Event schema" }).click();
  await developer.getByRole("link", { name: "Add event definition" }).first().click();
  await developer.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await developer.getByRole("radio", { name: /A cart/ }).click();
  await addProperty(developer, "note", "Text");
  await developer.getByRole("button", { name: "Define event" }).click();

  await expect(developer.getByRole("heading", { name: `Item added to cart ${run}` })).toBeVisible();
  const id = new URL(developer.url()).pathname.split("/").pop() ?? "";
  await expect(developer.getByText(id, { exact: true })).toBeVisible();
  await expect(
    developer.getByText("Cartograph does not check that the action really took place."),
  ).toBeVisible();
  for (const language of ["Browser", "Node.js", "Python", "PHP", "curl"]) {
    await developer.getByRole("tab", { name: language }).click();
    await expect(developer.getByRole("tabpanel")).toContainText(name);
  }
  await expectAccessible(developer);

  const definition = await (await api.get(`/api/v1/event-definitions/${id}`)).json();
  expect(definition.properties.map((property: { name: string }) => property.name)).toEqual([
    "items",
    "currency",
    "total",
    "note",
  ]);
  const sent = await api.post("/api/v1/events", {
    data: { name, customer: { externalId: `e2e-${run}` }, properties: definition.example },
  });
  expect(sent.status()).toBe(202);

  // S0-9: the name is taken now.
  await developer.goto("/events/new");
  await developer.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await developer.getByRole("button", { name: "Define event" }).click();
  await expect(developer.getByText(`There is already an event named "${name}".`)).toBeVisible();
});

test("S0-11: changing a definition says beforehand which events it would refuse", async ({
  developer,
  api,
}) => {
  const name = `changing_${run}`;
  const properties = [{ name: "page", type: "string" }];
  const { id } = await (await api.post("/api/v1/event-definitions", { data: { name, properties } })).json();
  for (const sent of [{ page: "/" }, {}, {}]) {
    await api.post("/api/v1/events", {
      data: { name, customer: { externalId: `e2e-${run}` }, properties: sent },
    });
  }
  await developer.goto(`/events/${id}/edit`);
  await developer.getByRole("checkbox", { name: "Always" }).click();
  await expect(developer.getByText("Events without “page” will be refused.")).toBeVisible();
  await expect(developer.getByText("2 of the last 3 events would have been refused.")).toBeVisible();
  await expectAccessible(developer);
  await developer.getByRole("button", { name: "Save changes" }).click();
  await expect(developer.getByRole("row", { name: /page Text Always/ })).toBeVisible();
  const refused = await api.post("/api/v1/events", {
    data: { name, customer: { externalId: `e2e-${run}` } },
  });
  expect(refused.status()).toBe(400);
});

test("the live view shows events as they come, without a reload, and what a worker made of them", async ({
  developer,
  api,
}) => {
  const name = `live_${run}`;
  await api.post("/api/v1/event-definitions", {
    data: { name, properties: [{ name: "step", type: "integer" }] },
  });
  const send = (step: number) =>
    api.post("/api/v1/events", {
      data: {
        name,
        customer: { externalId: `live-${run}`, firstName: `Shopper ${run}` },
        properties: { step },
      },
    });

  await developer.goto(`/events/live?name=${name}`);
  await expect(developer.getByText("Live", { exact: true }).last()).toBeVisible();
  await expect(
    developer.getByText("Nothing fits").or(developer.getByText("Nothing that fits lately")),
  ).toBeVisible();
  await send(1);
  const rows = developer.getByRole("list", { name: "Events, newest first" }).getByRole("button", { name });
  await expect(rows).toHaveCount(1);
  await expect(developer.getByText("No flow took it up")).toBeVisible();

  await rows.first().click();
  await expect(developer.getByText("Your server, by API")).toBeVisible();
  await expectAccessible(developer);

  await developer.getByRole("button", { name: "Pause" }).click();
  await send(2);
  await expect(developer.getByText("Paused, 1 new event")).toBeVisible();
  await expect(rows).toHaveCount(1);
  await developer.getByRole("button", { name: "Resume" }).click();
  await expect(rows).toHaveCount(2);

  await developer.getByRole("searchbox", { name: "Filter by customer" }).fill(`nobody-${run}`);
  await expect(developer.getByText("Nothing fits")).toBeVisible();
  await developer.getByRole("button", { name: "Clear filter" }).click();
  await developer
    .getByRole("link", { name: `Shopper ${run}` })
    .first()
    .click();
  await expect(developer).toHaveURL(/\/customers\/[0-9a-f-]+$/);
});

test("S0-12: undefined events wait in quarantine, are defined from what was sent, and replayed", async ({
  developer,
  api,
}) => {
  const name = `unknown_${run}`;
  const customer = { externalId: `quarantine-${run}` };
  await api.post("/api/v1/events", {
    data: {
      events: [
        { name, customer, messageId: `${run}-1`, properties: { total: 4900, currency: "EUR" } },
        { name, customer, messageId: `${run}-2`, properties: { total: 1250, currency: "EUR" } },
        { name, customer, messageId: `${run}-3`, properties: { total: 990, currency: "EUR", note: "x" } },
      ],
    },
  });
  await developer.goto("/events/quarantine");
  const card = developer.locator("section").filter({ hasText: name }).first();
  await expect(card.getByText(/3 events/).first()).toBeVisible();
  await expectAccessible(developer);
  await card.getByRole("link", { name: "Define it" }).click();
  await expect(developer.getByText("Guessed from 3 events in quarantine.")).toBeVisible();
  // Whoever looks it over takes the note out: the event that has one will not fit.
  await developer
    .getByRole("group", { name: "Property 3" })
    .getByRole("button", { name: "Remove property 3" })
    .click();
  await developer.getByRole("button", { name: "Define event" }).click();
  await card.getByRole("button", { name: "Replay 3 events" }).click();
  await expect(developer.getByText("2 events moved, 1 did not fit")).toBeVisible();
  await expect(card.getByText("properties.note")).toBeVisible();

  const log = await (
    await api.get("/api/v1/events", { params: { customer: customer.externalId, name } })
  ).json();
  expect(log.data.map((event: { messageId: string }) => event.messageId)).toEqual([`${run}-2`, `${run}-1`]);

  await card.getByRole("button", { name: "Discard" }).click();
  await developer.getByRole("button", { name: "Discard 1 event" }).click();
  await expect(card).toHaveCount(0);
});

test("S1-2, S4-2: the connect page, one click from the events, has the SDK's code for this server, with the key that is typed in", async ({
  developer,
  baseURL,
}) => {
  await developer.goto("/events");
  await developer
    .getByRole("link", { name: /connect/i })
    .first()
    .click();
  await developer.getByRole("textbox", { name: "Your write key" }).fill("ck_write_example");
  await expect(developer.getByText(`${baseURL}/cartograph.min.js`)).toBeVisible();
  await expect(developer.getByText('data-key="ck_write_example"').first()).toBeVisible();
  await developer.getByRole("textbox", { name: "Your write key" }).fill("ck_admin_example");
  await expect(developer.getByText("This is not a write key.")).toBeVisible();
  await expectAccessible(developer);
});

test("a viewer sees everything about events and is told why they change nothing", async ({ viewer }) => {
  await viewer.goto("/events");
  const define = viewer.getByRole("button", { name: "Add event definition" }).first();
  await expect(define).toHaveAttribute("aria-disabled", "true");
  await define.hover();
  await expect(viewer.getByRole("tooltip")).toContainText("Your role (viewer) cannot define events.");
  await expectAccessible(viewer);
  await viewer.goto("/events/new");
  await expect(viewer.getByText("You cannot define events")).toBeVisible();
  const answer = await viewer.request.post("/api/v1/event-definitions", {
    data: { name: `viewer_${run}` },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(answer.status()).toBe(403);
});
