import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./fixtures";

const FLOW = "Win back cart abandoners";
const ITEMS = [
  { sku: "teapot", name: "Round-Belly Teapot", price: 4900, quantity: 1 },
  { sku: "mug", name: "Two-Finger Mug <&>", price: 1800, quantity: 2 },
];
const TOTAL = 8500;

type Entry = { at: string; kind: string; title: string; reason?: string; runId?: string };
type Mail = { to: { address: string }[]; subject: string; html: string; text: string };

let shopper: string;
test.beforeEach(() => {
  shopper = `job-${crypto.randomUUID().slice(0, 8)}`;
});

async function json<T>(
  response: Promise<{ ok(): boolean; status(): number; json(): Promise<unknown> }>,
): Promise<T> {
  const answer = await response;
  expect(answer.ok(), `answered ${answer.status()}`).toBe(true);
  return (await answer.json()) as T;
}

async function timeline(api: APIRequestContext): Promise<Entry[]> {
  const { data } = await json<{ data: Entry[] }>(api.get(`/api/v1/customers/${shopper}/timeline`));
  return data;
}

async function send(
  api: APIRequestContext,
  name: string,
  properties: Record<string, unknown>,
): Promise<void> {
  const customer = {
    externalId: shopper,
    email: `${shopper}@shop.example`,
    phone: "+4915112345678",
    firstName: "Ada",
  };
  const answer = await json<{ results: { status: string }[] }>(
    api.post("/api/v1/events", { data: { name, customer, properties } }),
  );
  expect(answer.results.map(({ status }) => status)).toEqual(["accepted"]);
}

test("S4-9 to S4-17, S0-2, S4-24: by API only, a cart left behind becomes an e-mail, a code, an order and a number", async ({
  api,
  inbox,
}) => {
  test.setTimeout(120_000);
  await send(api, "itemAddedToCart", { items: ITEMS, currency: "EUR", total: TOTAL });
  await expect
    .poll(async () => (await timeline(api)).map(({ kind }) => kind), { timeout: 20_000 })
    .toContain("entered");
  const entries = await timeline(api);
  const entered = entries.find(({ kind }) => kind === "entered")!;
  expect(entered).toMatchObject({ title: `Entered ${FLOW}`, reason: "itemAddedToCart happened" });
  expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["event", "entered", "waiting"]));
  expect(entries.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);

  const before = await performanceOf(api);
  expect((await api.post(`/api/v1/runs/${entered.runId}/skip-wait`)).status()).toBe(202);

  const sent = async () => {
    const { data } = await json<{ data: { id: string; channel: string; status: string }[] }>(
      api.get("/api/v1/messages", { params: { customer: shopper } }),
    );
    return data.filter(({ channel, status }) => channel === "email" && status === "sent");
  };
  await expect.poll(async () => (await sent()).length, { timeout: 30_000 }).toBe(1);
  const message = await json<{
    subject: string;
    html: string;
    vouchers: { code: string; expiresAt: string }[];
  }>(api.get(`/api/v1/messages/${(await sent())[0]!.id}`));
  expect(message.html).toContain("Round-Belly Teapot");
  expect(message.html, "what a shop sends is escaped").toContain("Two-Finger Mug &lt;&amp;&gt;");
  expect(message.vouchers).toHaveLength(1);
  const { code, expiresAt } = message.vouchers[0]!;
  // S4-14: good for 12 hours from now.
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(11.9 * 3_600_000);
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThan(12.1 * 3_600_000);

  const mails = await json<Mail[]>(inbox.get("/api/email"));
  const mine = mails.filter(({ to }) => to.some(({ address }) => address === `${shopper}@shop.example`));
  expect(mine).toHaveLength(1);
  expect(mine[0]!.html).toContain(code);
  expect(mine[0]!.subject).toBe(message.subject);

  const redeem = () =>
    api.post("/v1/redemptions", {
      data: {
        redeemables: [{ object: "voucher", id: code }],
        customer: { source_id: shopper },
        order: { amount: TOTAL, currency: "EUR" },
      },
    });
  const first = await json<{ redemptions: { result: string }[]; order: { total_amount: number } }>(redeem());
  expect(first.redemptions[0]!.result).toBe("SUCCESS");
  expect(first.order.total_amount).toBe(8075);
  const second = await redeem();
  expect(second.status()).toBe(400);
  expect((await second.json()).key).toBe("quantity_exceeded");

  await send(api, "PurchaseFinished", {
    orderId: shopper,
    total: 8075,
    currency: "EUR",
    couponCodes: [code],
  });
  const run = () => json<Record<string, unknown>>(api.get(`/api/v1/runs/${entered.runId}`));
  await expect.poll(async () => (await run()).status, { timeout: 20_000 }).toBe("converted");
  expect(await run()).toMatchObject({
    revenue: 8075,
    currency: "EUR",
    conversionRule: "code",
    canSkip: false,
  });
  const again = await api.post(`/api/v1/runs/${entered.runId}/skip-wait`);
  expect(again.status(), "there is no wait to skip any more").toBe(409);

  const after = await performanceOf(api);
  expect(after.converted).toBeGreaterThan(before.converted);
  expect(after.revenue[0]!.amount - before.revenue[0]!.amount).toBeGreaterThanOrEqual(8075);
  const exited = Object.values(after.exited).reduce((sum, count) => sum + count, 0);
  expect(after.entered).toBe(after.active + after.completed + exited + after.failed);
  expect(after.converted).toBeLessThanOrEqual(after.entered);
  expect(after).toMatchObject({ consistent: true, problems: [] });

  const told = (await timeline(api)).map(({ kind }) => kind);
  for (const kind of [
    "event",
    "entered",
    "waiting",
    "left",
    "message",
    "voucher",
    "redemption",
    "converted",
    "ended",
  ])
    expect(told).toContain(kind);
});

type Performance = {
  entered: number;
  active: number;
  completed: number;
  converted: number;
  exited: Record<string, number>;
  failed: number;
  revenue: { amount: number }[];
  consistent: boolean;
  problems: string[];
};

async function performanceOf(api: APIRequestContext): Promise<Performance> {
  const { data } = await json<{ data: { id: string; name: string }[] }>(
    api.get("/api/v1/flows", { params: { search: FLOW } }),
  );
  const flow = data.find(({ name }) => name === FLOW)!;
  return await json<Performance>(api.get(`/api/v1/flows/${flow.id}/performance`));
}
