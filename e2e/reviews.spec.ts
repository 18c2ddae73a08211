import type { APIRequestContext } from "@playwright/test";
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from "./fixtures";
import { type Document, makeFlow, open, panel, read, saved, step, unique } from "./flow-canvas";

const only = (field: string, value: string) => ({
  match: "all",
  conditions: [{ field, operator: "is", value }],
});
const BIG_CART = { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 100 }] };

/** Gives this one shopper a code, once a person has said so. */
function drawing(shopper: string, campaignId: string, review: object): Document {
  const at = (y: number) => ({ x: 0, y });
  return {
    steps: [
      {
        id: "trigger",
        type: "event-trigger",
        config: { eventName: "itemAddedToCart", filter: only("customer.externalId", shopper) },
        position: at(0),
      },
      { id: "coupon", type: "issue-coupon", config: { campaignId, review }, position: at(160) },
      { id: "end", type: "exit", config: {}, position: at(320) },
    ],
    edges: [
      { id: "a", from: "trigger", port: "next", to: "coupon" },
      { id: "b", from: "coupon", port: "issued", to: "end" },
    ],
  };
}

async function makeCampaign(api: APIRequestContext): Promise<string> {
  const made = await api.post("/api/v1/campaigns", {
    data: { name: unique("Held"), discount: { type: "percent", percentOff: 5 } },
  });
  expect(made.status(), await made.text()).toBe(201);
  return ((await made.json()) as { id: string }).id;
}

test("S3-41: a coupon step is told to ask a person first, and gets the port Held", async ({
  marketer: page,
  api,
}) => {
  const flow = await makeFlow(api, "Asks", drawing("nobody", await makeCampaign(api), {}));
  await open(page, flow.id);
  await step(page, "Give a code: 5% off").click();
  await expect(panel(page).getByRole("combobox", { name: "Held", exact: true })).toHaveCount(0);
  await panel(page).getByRole("switch", { name: "Ask a person first" }).click();
  await expect(panel(page).getByText("Add a condition, or ask about customers")).toBeVisible();
  await panel(page).getByRole("checkbox", { name: "Also ask when they had a recovery discount" }).click();
  await expect(panel(page).getByText("Add a condition, or ask about customers")).toHaveCount(0);
  await expect(panel(page).getByRole("combobox", { name: "Held", exact: true })).toBeVisible();
  await expectAccessible(page);
  await saved(page);
  const coupon = (await read(api, flow.id)).document.steps.find(({ id }) => id === "coupon");
  expect(coupon?.config).toMatchObject({ review: { ask: "when", capped: true } });
});

test("S3-38, S3-41: an admin finds a held discount, sees why, and approves it; a marketer may only look", async ({
  admin: page,
  marketer,
  api,
}) => {
  const shopper = unique("held").replace(" ", "-");
  const flow = await makeFlow(
    api,
    "Held",
    drawing(shopper, await makeCampaign(api), { ask: "when", when: BIG_CART }),
  );
  const launched = await api.post(`/api/v1/flows/${flow.id}/publish`, { data: { revision: flow.revision } });
  expect(launched.ok(), await launched.text()).toBe(true);
  const told = await api.post("/api/v1/events", {
    data: {
      name: "itemAddedToCart",
      customer: {
        externalId: shopper,
        email: `${shopper}@shop.example`,
        firstName: "Ada",
        lastName: shopper,
      },
      properties: {
        items: [{ sku: "teapot", name: "Teapot", price: 4900, quantity: 2 }],
        currency: "EUR",
        total: 9800,
      },
    },
  });
  expect(told.ok(), await told.text()).toBe(true);
  const waiting = async () => {
    const { data } = await (await api.get("/api/v1/reviews", { params: { flow: flow.id } })).json();
    return data as { id: string }[];
  };
  await expect.poll(async () => (await waiting()).length, { timeout: 30_000 }).toBe(1);
  const [{ id }] = (await waiting()) as [{ id: string }];

  await marketer.goto(`/reviews?review=${id}`);
  const look = marketer.getByRole("dialog");
  await expect(look.getByText("Cart total is more than")).toBeVisible();
  await expect(look.getByRole("button", { name: "Approve discount" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );

  await page.goto(`/reviews?flow=${flow.id}`);
  await expect(page.getByRole("link", { name: /^Reviews, \d+ waiting$/ })).toBeVisible();
  const row = page.getByRole("table", { name: "Reviews" }).getByRole("row", { name: new RegExp(shopper) });
  await expect(row).toContainText("5% off");
  await expectAccessibleInBothThemes(page);
  await row.getByRole("button").first().press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("2 × Teapot")).toBeVisible();
  await expect(dialog.getByText("None, by any flow, distribution, call or file.")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("textbox", { name: "Note" }).fill("A good customer");
  await dialog.getByRole("button", { name: "Approve discount" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("No review fits")).toBeVisible();

  const given = async () => {
    const { data } = await (await api.get(`/api/v1/customers/${shopper}/timeline`)).json();
    return (data as { title: string; reason?: string }[]).map(
      ({ title, reason }) => `${title}: ${reason ?? ""}`,
    );
  };
  await expect.poll(given, { timeout: 30_000 }).toContainEqual(expect.stringContaining("Was given the code"));
  expect(await given()).toContainEqual(
    "A held discount was decided: Approved by Adam Admin: A good customer",
  );
  await page.goto(`/reviews?status=settled&review=${id}`);
  await expect(page.getByRole("dialog").getByText("Approved by Adam Admin")).toBeVisible();
  await expect(page.getByRole("dialog").getByText("Was given the code")).toBeVisible();
});
