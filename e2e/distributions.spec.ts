import { writeFileSync } from "node:fs";
import { expect, expectAccessible, test } from "./fixtures";

type Mail = { to: { address: string }[]; subject: string; html: string };

test("S0-1, S0-2, S0-31, S0-32, S0-33, S0-34, S0-35, S0-37, S1-1, S1-6, S1-7, S1-10, S1-11, S1-12, S1-13: event, segment, 5% campaign, rule and distribution, all in the browser; then one event gives one mail with one code", async ({
  owner: page,
  api,
  inbox,
}) => {
  test.setTimeout(240_000);
  const run = Date.now().toString(36);
  const event = `cart_abandoned_${run}`;
  const segment = `Cart abandoned ${run}`;
  const campaign = `Come back ${run}`;
  const shopper = { externalId: `shopper-${run}`, email: `shopper-${run}@shop.example` };

  await test.step("1: the event is defined", async () => {
    await page.goto("/events/new");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(event);
    await page.getByRole("button", { name: "Define event" }).click();
    await page.waitForURL(/\/events\/[0-9a-f-]{36}/);
  });

  await test.step("3: the campaign takes 5% off, and its codes are made as needed", async () => {
    await page.goto("/campaigns/new");
    await page.getByLabel("Name").fill(campaign);
    await page.getByRole("button", { name: "Create campaign" }).click();
    await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);
    await page.getByRole("link", { name: "Distribute" }).click();
  });

  await test.step("5: the distribution, with 2: the segment made on the spot", async () => {
    const next = page.getByRole("button", { name: "Continue" });
    await expect(page.getByRole("radio", { name: /^Auto messages/ })).toBeChecked();
    await next.click();
    await next.click();
    await expect(page.getByText("Give the distribution a name.")).toBeVisible();
    await page.getByLabel("Name").fill(segment);
    await next.click();
    await page.getByRole("radio", { name: /^E-mail/ }).click();
    await next.click();

    await page.getByRole("button", { name: "New segment" }).click();
    const dialog = page.getByRole("dialog", { name: "New segment" });
    await dialog.getByLabel("Name").fill(segment);
    await dialog.getByRole("combobox", { name: "Event" }).click();
    await page.getByPlaceholder("Find an event").fill(event);
    await page.getByRole("option", { name: new RegExp(event) }).click();
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await dialog.getByRole("button", { name: "Save segment" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("combobox", { name: "Segment" })).toContainText(segment);
    await page.getByRole("radio", { name: "Everybody" }).click();
    await expectAccessible(page);
    await next.click();

    await expect(page.getByRole("combobox", { name: "Send unique codes from" })).toContainText(campaign);
    await next.click();
    await page.getByRole("button", { name: "Write a new one" }).click();
    const editor = page.getByRole("region", { name: `Message ${segment}` });
    await expect(editor.getByText("A code for you")).toBeVisible();
    const subject = editor.getByRole("textbox", { name: "Subject" });
    await subject.fill("");
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expect(page.getByRole("combobox", { name: "Send unique codes from" })).toBeVisible();
    await next.click();
    await expect(subject).toHaveValue("");
    await subject.fill("Your own code, 5% off");
    await next.click();

    await page.getByRole("button", { name: "Set live" }).click();
    await page
      .getByRole("alertdialog")
      .or(page.getByRole("dialog"))
      .getByRole("button", { name: "Set live" })
      .click();
    await expect(page.getByRole("link", { name: "Open on the canvas" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("4: only the segment may use its codes, each customer once", async () => {
    await page.getByRole("link", { name: campaign }).click();
    await page.getByRole("tab", { name: "Rules" }).click();
    await page.getByRole("button", { name: "Add rules" }).click();
    const about = page.getByRole("combobox", { name: "What the condition is about" });
    await page.getByRole("button", { name: "Condition", exact: true }).click();
    await about.first().click();
    await page.getByRole("option", { name: "Segment of the customer" }).click();
    await page.getByRole("combobox", { name: "Segment", exact: true }).click();
    await page.getByRole("option", { name: segment }).click();
    await page.getByRole("button", { name: "Condition", exact: true }).click();
    await about.last().click();
    await page.getByRole("option", { name: "Redemptions of this customer" }).click();
    await page.getByLabel("Number", { exact: true }).fill("1");
    await page.getByRole("button", { name: "Save rules" }).click();
    await expect(page.getByText("Redemptions of this customer at most 1")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("one event: one mail with one code of 5%, once", async () => {
    const answer = await api.post("/api/v1/events", {
      data: { name: event, customer: shopper, properties: {} },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    const mine = async () =>
      ((await (await inbox.get("/api/email")).json()) as Mail[]).filter(({ to }) =>
        to.some(({ address }) => address === shopper.email),
      );
    await expect.poll(async () => (await mine()).length, { timeout: 30_000 }).toBe(1);
    const [mail] = await mine();
    expect(mail!.subject).toBe("Your own code, 5% off");
    const code = /BACK-[A-Z2-9]{6}/.exec(mail!.html)?.[0];
    expect(code, "the code in the mail").toBeTruthy();

    const redeem = (customer: string, source_id: string) =>
      api.post("/v1/redemptions", {
        data: {
          redeemables: [{ object: "voucher", id: code }],
          customer: { source_id: customer },
          order: { source_id, amount: 10_000 },
        },
      });
    const stranger = await redeem(`stranger-${run}`, `stranger-${run}`);
    expect(await stranger.json()).toMatchObject({ key: "customer_rules_violated" });
    const first = await redeem(shopper.externalId, `first-${run}`);
    expect(await first.json()).toMatchObject({ order: { total_discount_amount: 500 } });
    const second = await redeem(shopper.externalId, `second-${run}`);
    expect(await second.json()).toMatchObject({ key: "quantity_exceeded" });
    expect(await mine()).toHaveLength(1);
  });
});

test("S3-46, S3-49: a file with a fault is refused line by line, a good one is taken in and comes out again", async ({
  marketer: page,
}) => {
  const run = Date.now().toString(36);
  await page.goto("/campaigns/new");
  await page.getByLabel("Name").fill(`Codes of ours ${run}`);
  await page.getByRole("radio", { name: /pool/i }).click();
  await page.getByRole("button", { name: "Create campaign" }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Upload CSV" }).click();
  const dialog = page.getByRole("dialog", { name: "Upload codes" });
  // The same file each time, mended in between, as a person does it: a browser tells no change of that by itself.
  const path = test.info().outputPath("codes.csv");
  const choose = async (text: string) => {
    writeFileSync(path, text);
    const chooser = page.waitForEvent("filechooser");
    await dialog.getByLabel("File").click();
    await (await chooser).setFiles(path);
  };
  await choose(`code\nOURS-${run}-1\nOURS-${run}-1\n`);
  await expect(dialog.getByText("Line 3")).toBeVisible();
  await choose(`\uFEFFcode,email\nOURS-${run}-1,ada-${run}@shop.example\nOURS-${run}-2,\n`);
  await dialog.getByRole("button", { name: "Take in 2 codes" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "Upload of codes" })).toContainText(
    "2 codes of codes.csv taken in",
  );
  await page.getByRole("button", { name: "Download CSV" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /e-mails/ }).click();
  const file = await (await download).createReadStream();
  const text = (await file.toArray()).join("");
  expect(text).toContain(`ada-${run}@shop.example,OURS-${run}-1`);
});
