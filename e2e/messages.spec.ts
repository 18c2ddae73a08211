import type { APIRequestContext, APIResponse } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";

type Mail = { id: string; to: { address: string }[]; html: string };
type Message = { id: string; channel: string; status: string; reason: { code: string } | null };

let shopper: string;
test.beforeEach(() => {
  shopper = `message-${crypto.randomUUID().slice(0, 8)}`;
});

async function body<T>(response: Promise<APIResponse>): Promise<T> {
  const answer = await response;
  expect(answer.ok(), `answered ${answer.status()}`).toBe(true);
  return (await answer.json()) as T;
}

const messages = async (api: APIRequestContext) =>
  (await body<{ data: Message[] }>(api.get("/api/v1/messages", { params: { customer: shopper } }))).data;

/** Leaves a cart, goes past the first wait, and waits for the mail. */
async function mailed(
  api: APIRequestContext,
  inbox: APIRequestContext,
): Promise<{ mail: Mail; runId: string }> {
  await body(
    api.post("/api/v1/events", {
      data: {
        name: "itemAddedToCart",
        customer: { externalId: shopper, email: `${shopper}@shop.example`, firstName: "Ada" },
        properties: {
          items: [
            { sku: "teapot", name: "Teapot", price: 4900, quantity: 1, url: "https://shop.example/teapot" },
          ],
          currency: "EUR",
          total: 4900,
        },
      },
    }),
  );
  const runId = async () => {
    const { data } = await body<{ data: { runId?: string; kind: string }[] }>(
      api.get(`/api/v1/customers/${shopper}/timeline`),
    );
    return data.find(({ kind }) => kind === "entered")?.runId ?? "";
  };
  await expect.poll(runId, { timeout: 30_000 }).not.toBe("");
  const run = await runId();
  expect((await api.post(`/api/v1/runs/${run}/skip-wait`)).status()).toBe(202);
  const mine = async () =>
    (await body<Mail[]>(inbox.get("/api/email"))).filter(({ to }) =>
      to.some(({ address }) => address === `${shopper}@shop.example`),
    );
  await expect.poll(async () => (await mine()).length, { timeout: 60_000 }).toBe(1);
  return { mail: (await mine())[0]!, runId: run };
}

test("RFC 8058: a mail's own unsubscribe link asks first, then ends its topic and the flow for its customer; topics can be chosen", async ({
  api,
  inbox,
  page,
}) => {
  const { mail, runId } = await mailed(api, inbox);
  const source = (await (await inbox.get(`/api/email/${mail.id}/source`)).text()).replaceAll(
    /\r?\n(?=[ \t])/g,
    "",
  );
  const link = /^List-Unsubscribe: <(http[^>]+\/u\/[^>]+)>/m.exec(source)?.[1];
  expect(link, "the List-Unsubscribe header").toBeTruthy();
  expect(source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  expect(mail.html).toContain(link);

  await page.goto(new URL(link!).pathname);
  await expect(page.getByRole("heading", { name: "Unsubscribe from Cart reminders" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Newsletter/ })).toBeChecked();
  await expectAccessible(page);
  const status = async () => (await body<{ status: string }>(api.get(`/api/v1/runs/${runId}`))).status;
  expect(await status(), "looking at the page changes nothing").toBe("active");
  await page.getByRole("button", { name: "Unsubscribe from Cart reminders" }).click();
  await expect(page.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  await expect.poll(status, { timeout: 20_000 }).toBe("exited");
  const consent = async () => {
    const customer = await body<{ consent: Record<string, { state: string }> }>(
      api.get(`/api/v1/customers/${shopper}`),
    );
    return Object.fromEntries(Object.entries(customer.consent).map(([key, { state }]) => [key, state]));
  };
  expect(await consent()).toEqual({ "email:cart-reminders": "denied" });

  await expect(page.getByRole("checkbox", { name: /Cart reminders/ })).not.toBeChecked();
  await page.getByRole("checkbox", { name: /Newsletter/ }).uncheck();
  await page.getByRole("checkbox", { name: /Cart reminders/ }).check();
  await page.getByRole("button", { name: "Save my choice" }).click();
  await expect(page.getByRole("heading", { name: "Your choice is saved" })).toBeVisible();
  expect(await consent()).toEqual({ "email:cart-reminders": "granted", "email:newsletter": "denied" });
  await page.getByRole("button", { name: "Unsubscribe from all marketing e-mails" }).click();
  await expect(page.getByRole("status")).toContainText("You get no more marketing e-mails");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  expect((await consent()).email).toBe("denied");
});

test("S2-27: a click on the cart's link is noted and leads to the shop", async ({ api, inbox, request }) => {
  const { mail } = await mailed(api, inbox);
  const link = /href="([^"]+\/t\/[^"]+)"/.exec(mail.html)?.[1];
  const answer = await request.get(new URL(link!).pathname, { maxRedirects: 0 });
  expect(answer.status()).toBe(302);
  expect(answer.headers().location).toMatch(/^https?:\/\//);
  const [message] = await messages(api);
  const detail = await body<{ clickedAt: string | null }>(api.get(`/api/v1/messages/${message!.id}`));
  expect(detail.clickedAt).not.toBeNull();
});

test("the messages screen finds a customer's message, shows it closed off, and says what became of it", async ({
  api,
  inbox,
  owner: page,
}) => {
  await mailed(api, inbox);
  await page.goto(`/messages?customer=${shopper}`);
  await page.getByRole("row", { name: /Ada/ }).first().getByRole("link").first().click();
  await expect(page.getByText("Taken by the provider")).toBeVisible();
  const frame = page.locator("iframe").first();
  await expect(frame).toHaveAttribute("sandbox", /^(?!.*allow-scripts)/);
  await expect(frame.contentFrame().getByText("Teapot")).toBeVisible();
  await page.getByRole("tab", { name: "Plain text" }).click();
  await expect(page.getByText("- Teapot, 1 × €49.00")).toBeVisible();
});

test("a connection's secret is never shown again, and its test shows the provider's own answer", async ({
  owner: page,
}) => {
  await page.goto("/settings/channels");
  await page.getByRole("button", { name: "Connect a provider" }).last().click();
  const sheet = page.getByRole("dialog", { name: "Connect SMS" });
  await sheet.getByRole("radio", { name: /HTTP gateway/ }).click();
  const name = `Gateway ${shopper}`;
  await sheet.getByLabel("Name", { exact: true }).fill(name);
  await sheet.getByLabel("Address").fill("https://gateway.invalid/sms");
  await sheet.getByLabel(/Secret/).fill("very-secret-token");
  await sheet.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /Send a test through/ });
  await dialog.getByLabel("To, with country code").fill("+49 151 12345678");
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(dialog.getByRole("status")).toContainText("cannot be found");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Change settings" }).click();
  await expect(page.getByLabel(/Secret/)).toHaveValue("");
  await expect(page.getByLabel(/Secret/)).toHaveAttribute("placeholder", /Leave empty to keep it/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove connection" }).click();
  await expect(page.getByText(name, { exact: true })).toBeHidden();
});
