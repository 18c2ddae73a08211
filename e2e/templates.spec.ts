import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessibleInBothThemes, test } from "./fixtures";

/** Names of this run, so that it can be repeated on the same product. */
const unique = (name: string) => `${name} ${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`;

type Mail = { to: { address: string }[]; subject: string; html: string; text: string };

/** Makes a template from a starter in the dialog, and waits for its editor. */
async function create(page: Page, starter: string, name: string): Promise<string> {
  await page.goto("/templates");
  await page.getByRole("button", { name: "Create template" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a template" });
  if (starter === "Cart SMS") await dialog.getByRole("radio", { name: "SMS" }).click();
  await dialog.getByRole("radio", { name: starter }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create template" }).click();
  await page.waitForURL(/\/templates\/[0-9a-f-]{36}$/);
  await expect(page.getByLabel("Name of the template")).toHaveValue(name);
  return page.url().split("/").at(-1)!;
}

const paper = (page: Page) => page.getByRole("textbox", { name: "E-mail" });
const subject = (page: Page) => page.getByRole("textbox", { name: "Subject" });
const saved = (page: Page) => expect(page.getByText("Saved", { exact: true })).toBeVisible();

async function leaveCart(api: APIRequestContext, shopper: string): Promise<void> {
  const answer = await api.post("/api/v1/events", {
    data: {
      name: "itemAddedToCart",
      customer: { externalId: shopper, email: `${shopper}@shop.example`, firstName: "Zoë" },
      properties: {
        items: [{ sku: "hat", name: "Woolly Hat <&>", price: 1999, quantity: 3 }],
        currency: "EUR",
        total: 5997,
      },
    },
  });
  expect(answer.ok()).toBe(true);
}

test("S4-15: an e-mail is put together from blocks, looked at with a real cart, tried in an inbox and published", async ({
  marketer: page,
  api,
  inbox,
}) => {
  const shopper = unique("shopper").replaceAll(" ", "-");
  await leaveCart(api, shopper);
  const name = unique("Reminder");
  await create(page, "Cart reminder", name);
  await expect(paper(page)).toContainText("You left something behind");

  await paper(page).getByText("Questions about a size").click();
  await page.getByRole("button", { name: "Coupon code" }).click();
  await expect(paper(page)).toContainText("TEST-CODE");
  const settings = page.getByRole("region", { name: "Settings: Coupon code" });
  await settings.getByLabel("Words above it").fill("Only for you");
  await expect(paper(page)).toContainText("Only for you");
  await subject(page).fill("Your cart, {{ customer.frstName }}");
  await expect(page.getByText('"customer" has no "frstName".')).toBeVisible();
  await expect(page.getByText(/Did you mean customer\.firstName\?/).first()).toBeVisible();
  await saved(page);
  await expect(page.getByRole("button", { name: "Publish" })).toBeDisabled();
  await subject(page).fill("Your cart, {{ customer.firstName }}");
  await saved(page);

  await page.getByRole("radio", { name: "Preview" }).click();
  await page.getByRole("combobox").click();
  await page.getByPlaceholder("Search customers").fill(shopper);
  await page.getByRole("option", { name: /Zoë/ }).first().click();
  const mail = page.frameLocator("iframe[title^='E-mail']");
  await expect(mail.getByText("Woolly Hat <&>")).toBeVisible();
  await expect(mail.getByText("€59.97").first()).toBeVisible();
  await expect(mail.getByText("Only for you")).toBeVisible();
  await expect(mail.getByText("TEST-CODE")).toBeVisible();
  await expect(page.getByText("Your cart, Zoë")).toBeVisible();
  await page.getByRole("radio", { name: "Plain text" }).click();
  await expect(page.getByText("- Woolly Hat <&>, 3 × €19.99")).toBeVisible();

  const address = `${shopper}@inbox.example`;
  await page.getByRole("button", { name: "Send test" }).click();
  const dialog = page.getByRole("dialog", { name: "Send a test" });
  await dialog.getByLabel("To").fill(address);
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(dialog.getByRole("status")).toContainText("The provider took it");
  await page.keyboard.press("Escape");
  const mails = (await (await inbox.get("/api/email")).json()) as Mail[];
  const mine = mails.filter(({ to }) => to.some((one) => one.address === address));
  expect(mine).toHaveLength(1);
  expect(mine[0]!.subject).toMatch(/^\[Test\] Your cart, /);
  expect(mine[0]!.html).toContain("TEST-CODE");

  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 1", { exact: true })).toBeVisible();
  await page.goto(`/templates?search=${encodeURIComponent(name)}`);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Version 1");
});

test("S1-12: the editor works by keyboard: blocks put in, moved, taken out, and all of it undone", async ({
  marketer: page,
}) => {
  await create(page, "Empty", unique("Keys"));
  await paper(page).click();
  await page.keyboard.type("First line");
  for (const block of ["Heading", "Cart items"]) {
    await page.getByRole("button", { name: block, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: `Settings: ${block}` })).toBeVisible();
  }
  const order = () => paper(page).evaluate((node) => node.textContent.replaceAll(/\s+/g, " "));
  await expect.poll(order).toMatch(/First line.*Heading.*Linen shirt/);
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(order).toMatch(/First line.*Linen shirt.*Heading/);
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(order).toMatch(/Linen shirt.*First line.*Heading/);
  await page.keyboard.press("Delete");
  await expect.poll(order).not.toContain("Linen shirt");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(order).toMatch(/Linen shirt.*First line.*Heading/);
  await saved(page);
  await page.reload();
  await expect.poll(order).toMatch(/Linen shirt.*First line.*Heading/);
});

test("a block is dragged from the palette to where it is dropped", async ({ marketer: page }) => {
  await create(page, "Cart reminder", unique("Drag"));
  const heading = paper(page).getByRole("heading");
  await page
    .getByRole("button", { name: "Quote", exact: true })
    .dragTo(heading, { targetPosition: { x: 60, y: 34 } });
  await expect(paper(page)).toContainText(/^You left something behind\s*What a customer said\./);
});

test("two people write the same template: the second is asked, and nothing is lost", async ({
  marketer: mine,
  owner: theirs,
}) => {
  const id = await create(mine, "Cart reminder", unique("Both"));
  await theirs.goto(`/templates/${id}`);
  await subject(theirs).fill("Written by them");
  await saved(theirs);
  await subject(mine).fill("Written by me");
  const question = mine.getByRole("dialog", { name: "Somebody else has saved this template" });
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Keep mine" }).click();
  await expect(question).toBeHidden();
  await saved(mine);
  await subject(theirs).fill("Written by them again");
  const other = theirs.getByRole("dialog", { name: "Somebody else has saved this template" });
  await other.getByRole("button", { name: "Take theirs" }).click();
  await expect(subject(theirs)).toHaveValue("Written by me");
});

test("S4-16: a text message shows what it becomes and how many segments it takes", async ({
  marketer: page,
}) => {
  await create(page, "Cart SMS", unique("Text"));
  await page
    .getByLabel("Text", { exact: true })
    .fill("Hi {{ customer.firstName }}, your cart waits. Reply STOP to opt out");
  await expect(page.getByText("Hi Amira, your cart waits.")).toBeVisible();
  await expect(page.getByText(/1 segment, \d+ characters left in the last one \(GSM-7\)/)).toBeVisible();
  await page.getByLabel("Text", { exact: true }).fill("Zażółć");
  await expect(page.getByText(/UCS-2, because of/)).toBeVisible();
  await expect(page.getByText("It does not say how to opt out.")).toBeVisible();
});

test("a template that a live flow sends is not archived, and the refusal names the flow", async ({
  marketer: page,
}) => {
  await page.goto("/templates?search=Cart+offer+with+code");
  await page.getByRole("button", { name: "More about Cart offer with code", exact: true }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(page.getByText("The template was not archived")).toBeVisible();
  await expect(page.getByText(/is sent by .*Win back cart abandoners/)).toBeVisible();
});

test("a viewer sees templates and changes nothing", async ({ viewer: page, marketer }) => {
  const id = await create(marketer, "Cart reminder", unique("Seen"));
  await page.goto(`/templates/${id}`);
  await expect(paper(page)).toHaveAttribute("contenteditable", "false");
  await expect(subject(page)).toBeDisabled();
  await expect(page.getByRole("button", { name: "Publish" })).toBeDisabled();
  await page.goto("/templates");
  await expect(page.getByRole("button", { name: "Create template" })).toBeDisabled();
});

test("templates, channels and messages are accessible, light and dark", async ({ owner: page }) => {
  await page.goto("/templates");
  await expect(page.getByRole("row", { name: /Cart offer with code/ }).first()).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByText("Cart offer with code", { exact: true }).click();
  await expect(paper(page)).toContainText("Your cart, with something off");
  await paper(page).getByText("TEST-CODE").click();
  await expectAccessibleInBothThemes(page);
  await page.goto("/settings/channels");
  await expect(page.getByText("Demo post office")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.goto("/messages");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByText("What became of it")).toBeVisible();
  await expectAccessibleInBothThemes(page);
});
