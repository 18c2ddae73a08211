import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";

let run: string;
test.beforeEach(() => {
  run = crypto.randomUUID().slice(0, 8);
});

/** A line of a timeline. */
const line = (page: Page, text: string | RegExp) =>
  page.getByRole("listitem").filter({ hasText: text }).first();

/** A customer who has just left a cart. @returns their external id */
async function abandon(api: APIRequestContext, name: string): Promise<string> {
  const externalId = `${name}-${run}`;
  await api.post("/api/v1/events", {
    data: {
      name: "itemAddedToCart",
      customer: {
        externalId,
        email: `${externalId}@shop.example`,
        firstName: "Grace",
        lastName: `Hopper ${run}`,
      },
      properties: {
        items: [{ sku: "mug", name: "Mug", price: 1800, quantity: 1 }],
        currency: "EUR",
        total: 1800,
      },
    },
  });
  await expect
    .poll(async () => {
      const answer = await api.get(`/api/v1/customers/${externalId}`);
      return answer.ok() ? (await answer.json()).activeRuns : 0;
    })
    .toBe(1);
  return externalId;
}

test("somebody is found by the beginning of their address, phone number or the shop's own id", async ({
  viewer,
  api,
}) => {
  const phone = `+49151${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const made = await api.post("/api/v1/customers", {
    data: {
      externalId: `finder-${run}`,
      email: `hopper-${run}@shop.example`,
      phone,
      firstName: "Grace",
      lastName: `Hopper ${run}`,
    },
  });
  expect(made.ok(), await made.text()).toBe(true);
  await viewer.goto("/customers");
  const rows = viewer.getByRole("table", { name: "Customers" }).getByRole("row");
  await expect(rows.nth(5)).toBeVisible();
  await expectAccessible(viewer);
  const search = viewer.getByRole("searchbox", { name: "Search customers" });
  for (const beginning of [`HOPPER-${run}@`, phone.slice(0, -1), `finder-${run}`]) {
    await search.fill(beginning);
    await expect(rows).toHaveCount(2);
    await expect(viewer.getByRole("link", { name: `Grace Hopper ${run}` })).toBeVisible();
    await search.fill("zz-nobody");
    await expect(viewer.getByText("Nobody begins with “zz-nobody”")).toBeVisible();
  }
  await viewer.getByRole("button", { name: "Clear search" }).last().click();
  await expect(rows.nth(5)).toBeVisible();
});

test("S0-36, S2-21: an opt-out by hand ends the run at once, and the timeline says so", async ({
  marketer,
  api,
}) => {
  const externalId = await abandon(api, "optout");
  await marketer.goto(`/customers/${externalId}`);
  await expect(marketer.getByText(/^In it since/)).toBeVisible();
  await expectAccessible(marketer);
  for (const channel of ["E-mail", "SMS"])
    await marketer
      .getByRole("radiogroup", { name: `${channel} consent` })
      .getByRole("radio", { name: "Opted out" })
      .click();
  await expect(line(marketer, "Left Win back cart abandoners early: opted out")).toBeVisible({
    timeout: 20_000,
  });
  await expect(marketer.getByText(/^Left it early on .*: opted out\.$/)).toBeVisible();

  await marketer
    .getByRole("radiogroup", { name: "Show on the timeline" })
    .getByRole("radio", { name: "Events" })
    .click();
  await expect(line(marketer, "itemAddedToCart")).toBeVisible();
  await expect(line(marketer, "Left Win back cart abandoners early: opted out")).toBeHidden();
  await marketer.getByRole("button", { name: /^Facts of itemAddedToCart/ }).click();
  await expect(marketer.getByText(/properties/).first()).toBeVisible();
});

test("S4-19: a second cart too soon is refused, with the moment from which it would not be", async ({
  viewer,
  api,
}) => {
  const externalId = await abandon(api, "again");
  const { runs } = await (await api.get(`/api/v1/customers/${externalId}`)).json();
  const buy = { orderId: run, total: 1800, currency: "EUR" };
  const event = (name: string, properties: unknown) =>
    api.post("/api/v1/events", { data: { name, customer: { externalId }, properties } });
  await event("PurchaseFinished", buy);
  await expect
    .poll(async () => (await (await api.get(`/api/v1/runs/${runs[0].id}`)).json()).status)
    .toBe("converted");
  await event("itemAddedToCart", {
    items: [{ sku: "mug", name: "Mug", price: 1800, quantity: 1 }],
    currency: "EUR",
    total: 1800,
  });
  await viewer.goto(`/customers/${externalId}`);
  await expect(
    line(viewer, /Did not enter Win back cart abandoners: entered .* before; may enter again from \d/),
  ).toBeVisible({ timeout: 20_000 });
});

test("whoever may not change anything is told so, and a person can be erased by who may", async ({
  viewer,
  admin,
  api,
}) => {
  const externalId = await abandon(api, "erase");
  await viewer.goto(`/customers/${externalId}`);
  await expect(viewer.getByRole("button", { name: "Skip this wait" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await expect(viewer.getByRole("radio", { name: "Opted out" }).first()).toBeDisabled();

  await admin.goto(`/customers/${externalId}`);
  await admin.getByRole("button", { name: "More about this customer" }).click();
  await admin.getByRole("menuitem", { name: "Erase this person" }).click();
  const dialog = admin.getByRole("alertdialog");
  await expect(dialog).toContainText("They leave 1 flow now.");
  await dialog.getByRole("textbox").fill(`${externalId}@shop.example`);
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(admin).toHaveURL(/\/customers$/);
  expect((await api.get(`/api/v1/customers/${externalId}`)).status()).toBe(404);
  await admin.goto(`/customers/${externalId}`);
  await expect(admin.getByText("This customer cannot be shown")).toBeVisible();
});
