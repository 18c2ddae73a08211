import { createServer } from "node:http";
import { expect, expectAccessible, shopPort, test } from "./fixtures";

test("S1-27: a webhook is made for a built-in event and hears of it, signed", async ({
  owner: page,
  api,
}) => {
  const heard: { body: string; signature: string | undefined }[] = [];
  const listener = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      heard.push({ body, signature: request.headers["webhook-signature"] as string | undefined });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(shopPort(), "127.0.0.1", resolve));
  const name = `Listener ${Date.now()}`;

  await page.goto("/settings/webhooks");
  await page.getByRole("button", { name: "Create webhook" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Address").fill(`http://127.0.0.1:${shopPort()}/events`);
  await dialog.getByRole("searchbox").fill("campaign created");
  await dialog.getByRole("checkbox", { name: "Campaign created" }).click();
  await dialog.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByText("Copy the signing secret now")).toBeVisible();
  await expect(dialog.getByRole("textbox")).toHaveValue(/^whsec_/);
  await dialog.getByRole("button", { name: "I have copied it" }).click();

  await page.getByRole("link", { name }).first().click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expectAccessible(page);
  const made = await api.post("/api/v1/campaigns", {
    data: { name, discount: { type: "percent", percentOff: 5 } },
  });
  expect(made.status()).toBe(201);
  await expect(page.getByRole("table", { name: "Calls" }).getByText("Campaign created")).toBeVisible({
    timeout: 30_000,
  });
  const row = page.getByRole("table", { name: "Calls" }).getByRole("row").nth(1);
  await expect(row.getByText("HTTP 200")).toBeVisible({ timeout: 30_000 });
  expect(heard).toHaveLength(1);
  expect(heard[0]!.signature).toMatch(/^v1,/);
  expect(JSON.parse(heard[0]!.body)).toMatchObject({ type: "campaign.created" });
  listener.closeAllConnections();
  listener.close();
});
