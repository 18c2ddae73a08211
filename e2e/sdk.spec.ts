import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIRequestContext, Page } from "@playwright/test";
import { sdkSnippet } from "@/lib/domain/event/tracking-code";
import { expect, test } from "./fixtures";

type Outcome = { status: string; errors?: { path: string }[] };
type Cartograph = Record<"identify" | "track" | "page" | "forget", (...given: unknown[]) => Promise<Outcome>>;
declare global {
  interface Window {
    cartograph: Cartograph;
  }
}

/** A shop on an origin of its own: each page loads the SDK from the product under test and runs what the test wrote into it. */
class Shop {
  script = "";
  readonly #server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><title>Shop</title><h1>Shop</h1>${sdkSnippet(this.product, this.key)}<script>${this.script}</script>`,
    );
  });
  constructor(
    readonly product: string,
    readonly key: string,
  ) {}

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  close(): void {
    this.#server.close();
  }
}

let shop: Shop;
let name: string;
let customer: string;

test.beforeEach(async ({ api, baseURL }) => {
  const run = crypto.randomUUID();
  name = `sdkTest ${run}`;
  customer = `sdk-${run}`;
  await api.post("/api/v1/event-definitions", {
    data: { name, properties: [{ name: "total", type: "money", required: true }] },
  });
  const key = await api.post("/api/v1/api-keys", { data: { name: `SDK test ${run}`, scope: "write" } });
  shop = new Shop(baseURL ?? "", ((await key.json()) as { secret: string }).secret);
  await shop.open();
});

test.afterEach(() => shop.close());

type Logged = {
  name: string;
  messageId: string;
  source: string;
  properties: { total: number };
  occurredAt: string;
};

async function arrived(api: APIRequestContext): Promise<Logged[]> {
  const response = await api.get("/api/v1/events", { params: { customer, name } });
  return ((await response.json()) as { data: Logged[] }).data;
}
const totals = (api: APIRequestContext) => async () =>
  (await arrived(api)).map(({ properties }) => properties.total).reverse();
const loaded = (page: Page) => page.waitForFunction(() => !Array.isArray(window.cartograph));

test("S4-3: keeps calls made before it has loaded, and events of people who are not signed in, and sends them as theirs later", async ({
  page,
  api,
}) => {
  shop.script = `cartograph.track(${JSON.stringify(name)}, { total: 1 });`;
  await page.goto(shop.url);
  await loaded(page);
  shop.script = "";
  await page.reload();
  await loaded(page);
  const outcomes = page.evaluate(
    async ([event, id]) => {
      const before = window.cartograph.track(event, { total: 2 });
      const identified = window.cartograph.identify(id, { firstName: "Ada" });
      return [(await before).status, (await identified).status];
    },
    [name, customer] as [string, string],
  );
  expect(await outcomes).toEqual(["accepted", "accepted"]);
  await expect.poll(totals(api)).toEqual([1, 2]);
  expect((await arrived(api)).every(({ source }) => source === "sdk")).toBe(true);
  const profile = await (await api.get(`/api/v1/customers/${customer}`)).json();
  expect(profile.firstName).toBe("Ada");
});

test("hands over what is left when the page closes", async ({ page, api }) => {
  await page.goto(shop.url);
  await loaded(page);
  await page.evaluate(
    ([event, id]) => {
      void window.cartograph.identify(id);
      void window.cartograph.track(event, { total: 7 });
      location.assign("about:blank");
    },
    [name, customer] as [string, string],
  );
  await expect.poll(totals(api)).toEqual([7]);
});

test("sends again what did not get through, and it counts once", async ({ page, api }) => {
  await page.goto(shop.url);
  await loaded(page);
  let cut = 0;
  await page.route("**/api/v1/events?*", async (route) => {
    // The first try never arrives; of the second only the answer is lost.
    cut += 1;
    if (cut === 1) return await route.abort();
    if (cut > 2) return await route.continue();
    await route.fetch();
    await route.abort();
  });
  const outcome = await page.evaluate(
    ([event, id]) => {
      void window.cartograph.identify(id);
      return window.cartograph.track(event, { total: 3 });
    },
    [name, customer] as [string, string],
  );
  expect(outcome).toEqual({ status: "duplicate" });
  expect(cut).toBe(3);
  expect(await totals(api)()).toEqual([3]);
});

test("says in the console and in its promise what does not fit", async ({ page, api }) => {
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.goto(shop.url);
  await loaded(page);
  const outcome = await page.evaluate(
    ([event, id]) => {
      void window.cartograph.identify(id);
      return window.cartograph.track(event, { total: "49.00" });
    },
    [name, customer] as [string, string],
  );
  expect(outcome).toMatchObject({ status: "rejected", errors: [{ path: "properties.total" }] });
  expect(warnings.join()).toContain("properties.total");
  expect(await arrived(api)).toEqual([]);
});

test("after forget nothing is theirs any more", async ({ page, api }) => {
  await page.goto(shop.url);
  await loaded(page);
  await page.evaluate(
    async ([event, id]) => {
      await window.cartograph.identify(id);
      await window.cartograph.track(event, { total: 1 });
      await window.cartograph.forget();
      void window.cartograph.track(event, { total: 2 });
    },
    [name, customer] as [string, string],
  );
  await page.reload();
  await loaded(page);
  expect(await page.evaluate(() => localStorage.getItem("cartograph"))).toContain('"total":2');
  await page.evaluate(() => window.cartograph.forget());
  expect(await page.evaluate(() => localStorage.getItem("cartograph"))).toBeNull();
  expect(await totals(api)()).toEqual([1]);
});
