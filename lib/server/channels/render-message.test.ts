import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it, vi } from "vitest";
import type { MessageContext } from "@/lib/domain/message/context";
import type { EmailNode } from "@/lib/domain/message/email-document";
import { sampleContext } from "@/lib/domain/message/sample-context";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";
import type { EmailDraft, TemplateDraft } from "@/lib/domain/message/template";
import { compileTemplate } from "./compile-template";
import { readClickToken, readUnsubscribeToken, unsubscribeToken } from "./link-tokens";
import { type MessageLinks, renderMessage, renderPreview } from "./render-message";

// Rendering is a matter of milliseconds, but on a machine that does ten other things.
vi.setConfig({ testTimeout: 60_000 });

const SETTINGS = {
  coupons: { url: "https://shop.example/shop/", parameter: "" },
  shop: {
    name: "Harbour & Sons",
    url: "https://shop.example",
    address: "Quay 1",
    logoUrl: "",
    color: "#c2410c",
  },
  currency: "EUR",
  marketing: true,
};
const LINKS: MessageLinks = {
  appUrl: "https://app.example",
  secret: "a secret",
  workspaceId: "0190a1b2-0000-7000-8000-000000000001",
  customerId: "0190a1b2-0000-7000-8000-000000000002",
  messageId: "0190a1b2-0000-7000-8000-000000000003",
  channel: "email",
  topic: null,
};
const starter = (key: string) => STARTER_TEMPLATES.find((one) => one.key === key)!.draft;
const send = async (draft: TemplateDraft, context: MessageContext = sampleContext(), settings = SETTINGS) =>
  renderMessage(crypto.randomUUID(), await compileTemplate(draft), context, settings, LINKS);

/** Elements and attribute names, in order; the text and the values are left out. */
function skeleton(html: string): string[] {
  const seen: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => seen.push(`<${name} ${Object.keys(attributes).join(" ")}>`),
    onclosetag: (name) => seen.push(`</${name}>`),
    oncomment: (text) => seen.push(`<!--${text}-->`),
  });
  parser.end(html);
  return seen;
}

function attributeValues(html: string, attribute: string): string[] {
  const values: string[] = [];
  const parser = new Parser({
    onopentag: (_name, attributes) =>
      void (attributes[attribute] !== undefined && values.push(attributes[attribute]!)),
  });
  parser.end(html);
  return values;
}

const hostile = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    `" onmouseover="alert(1)`,
    "'><img src=x onerror=alert(1)>",
    "</td></tr></table><h1>",
    "{{ customer.email }}",
    "{% raw %}",
    "<!--",
    "-->",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    " JaVaScRiPt:alert(1)",
    'https://evil.example/"><b>',
  ),
);

describe("S4-15: the e-mail lists all the items of the cart", () => {
  it("with name, quantity, price in words and total, in HTML and in text", async () => {
    const { html, text } = await send(starter("cart-reminder"));
    for (const part of [html, text]) {
      expect(part).toContain("Linen shirt");
      expect(part).toContain("Canvas tote");
      expect(part.replaceAll(/\u00a0/g, " ")).toMatch(/2 ×\s*€45\.00/);
      expect(part).toContain("€129.00");
    }
    expect(html).toContain("€90.00");
  });

  it("shows a picture for each item that has one, and none otherwise", async () => {
    const context = sampleContext();
    context.cart!.items[0]!.imageUrl = "https://shop.example/shirt.png";
    const { html } = await send(starter("cart-reminder"), context);
    expect(attributeValues(html, "src")).toEqual(["https://shop.example/shirt.png"]);
  });

  it("S4-14: of several codes of a run `voucher` is the one that was given last", async () => {
    const context = sampleContext();
    const [older] = context.vouchers;
    context.vouchers = [{ ...older!, code: "LATEST" }, older!];
    const { html } = await send(starter("cart-offer"), context);
    expect(html).toContain("LATEST");
    expect(html).not.toContain("TEST-CODE");
  });

  it("S4-14: shows the code, its discount in words and until when, in the customer's zone; nothing without a code", async () => {
    const context = { ...sampleContext({ timeZone: "Asia/Tokyo" }) };
    context.vouchers[0]!.expiresAt = "2026-05-14T15:30:00.000Z";
    const withCode = await send(starter("cart-offer"), context);
    expect(withCode.html).toContain("TEST-CODE");
    expect(withCode.html).toContain("5% off and free shipping");
    expect(withCode.text).toMatch(/Valid until .*May 15.*12:30.AM/);
    const without = await send(starter("cart-offer"), { ...context, vouchers: [] });
    expect(without.html).not.toContain("TEST-CODE");
    expect(without.html).not.toContain("Your code");
  });

  it("writes amounts and dates in the template's language, else in the customer's", async () => {
    const context = sampleContext();
    context.customer.locale = "de-DE";
    const draft = starter("cart-offer") as EmailDraft;
    const own = await send({ ...draft, language: "en" }, context);
    expect(own.html).toContain("€129.00");
    expect(own.text).toMatch(/Valid until Thu, May 14/);
    const theirs = await send({ ...draft, language: "" }, context);
    expect(theirs.html).toContain("129,00\u00a0€");
    expect(theirs.text).toMatch(/Valid until Do., 14. Mai/);
    const arabic = await send({ ...draft, language: "ar" }, context);
    expect(arabic.html).toContain('<html dir="rtl" lang="ar"');
  });

  it("renders for a run without a cart", async () => {
    const { html } = await send(starter("cart-reminder"), { ...sampleContext(), cart: null });
    expect(html).toContain("You left something behind");
    expect(html).not.toContain("×");
  });
});

describe("customer data stays text", () => {
  it("whatever a customer, cart, event or code says, the mail's elements and attributes are the same", async () => {
    const draft: EmailDraft = {
      ...(starter("cart-offer") as EmailDraft),
      preheader: "{{ customer.lastName }} {{ event.properties.note }}",
    };
    draft.document = {
      type: "doc",
      content: [
        ...draft.document.content,
        paragraph([
          {
            type: "text",
            text: "{{ customer.attributes.x }} {{ customer.lastName | upcase | append: '<' }} {{ event.properties | json }}",
          },
          {
            type: "text",
            text: "here",
            marks: [{ type: "link", attrs: { href: "{{ customer.attributes.x }}" } }],
          },
        ]),
        {
          type: "picture",
          attrs: {
            src: "{{ customer.attributes.x }}",
            alt: "{{ customer.lastName }}",
            href: "{{ event.properties.note }}",
          },
        },
      ],
    };
    const source = await compileTemplate(draft);
    const render = (context: MessageContext) => renderMessage("fixed", source, context, SETTINGS, LINKS);
    const withData = (value: () => string): MessageContext => {
      const context = sampleContext();
      context.customer = {
        ...context.customer,
        firstName: value(),
        lastName: value(),
        attributes: { x: value() },
      };
      context.event.properties = { note: value() };
      context.cart = {
        items: [{ sku: value(), name: value(), price: 100, quantity: 1, imageUrl: value(), url: value() }],
        total: 100,
        currency: value(),
        url: value(),
      };
      context.vouchers = [{ ...context.vouchers[0]!, code: value(), discount: value() }];
      return context;
    };
    const plain = skeleton(render(withData(() => "plain")).html);
    expect(plain.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 12, maxLength: 12 }), (values) => {
        // An empty value leaves out what is shown only when there is one; that is another mail, not another escape.
        let next = 0;
        const rendered = render(withData(() => values[next++ % values.length] || "x"));
        expect(skeleton(rendered.html)).toEqual(plain);
        for (const link of attributeValues(rendered.html, "href"))
          expect(link).toMatch(/^(#|https:\/\/app\.example\/)/);
        for (const src of attributeValues(rendered.html, "src")) expect(src).toMatch(/^(|https?:\/\/.*)$/s);
        expect(rendered.subject).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 150 },
    );
  });

  it("a subject made of two lines of data stays one header", async () => {
    const draft: EmailDraft = {
      ...(starter("cart-reminder") as EmailDraft),
      subject: "Hi {{ customer.firstName }}",
    };
    const context = sampleContext();
    context.customer.firstName = "Ann\r\nBcc: everybody@shop.example";
    expect((await send(draft, context)).subject).toBe("Hi Ann Bcc: everybody@shop.example");
  });
});

describe("links", () => {
  it("lead through our redirect, signed, to exactly what was written", async () => {
    const { html } = await send(starter("cart-reminder"));
    const tracked = attributeValues(html, "href").filter((link) => link.startsWith("https://app.example/t/"));
    const targets = tracked.map(
      (link) => readClickToken(LINKS.secret, link.slice("https://app.example/t/".length))?.url,
    );
    expect(targets).toContain("https://shop.example.com/cart");
    expect(targets).toContain("https://shop.example.com/linen-shirt");
    const token = tracked[0]!.slice("https://app.example/t/".length);
    expect(readClickToken("another secret", token)).toBeNull();
    expect(readUnsubscribeToken(LINKS.secret, token)).toBeNull();
    for (let at = 0; at < token.length; at += 7) {
      const other = token[at] === "A" ? "B" : "A";
      expect(readClickToken(LINKS.secret, token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
  });

  it("RFC 8058: marketing says how to unsubscribe in HTML and text, transactional mail does not", async () => {
    const marketing = await send(starter("cart-reminder"));
    expect(attributeValues(marketing.html, "href")).toContain(marketing.unsubscribeUrl);
    expect(marketing.text).toContain(marketing.unsubscribeUrl);
    expect(readUnsubscribeToken(LINKS.secret, marketing.unsubscribeUrl.split("/u/")[1]!)).toEqual({
      workspaceId: LINKS.workspaceId,
      customerId: LINKS.customerId,
      messageId: LINKS.messageId,
      channel: "email",
      topic: null,
    });
    const transactional = await send(starter("cart-reminder"), sampleContext(), {
      ...SETTINGS,
      marketing: false,
    });
    expect(transactional.html).not.toContain("/u/");
    expect(transactional.text).not.toContain("/u/");
  });

  it("RFC 8058: the link of a message about a topic names it, and links from before there were topics still work", () => {
    const { appUrl: _app, secret, topic: _none, ...link } = LINKS;
    const about = unsubscribeToken(secret, { ...link, topic: "cart-reminders" });
    expect(readUnsubscribeToken(secret, about)).toEqual({ ...link, topic: "cart-reminders" });
    expect(readUnsubscribeToken(secret, unsubscribeToken(secret, { ...link, topic: null }))).toEqual({
      ...link,
      topic: null,
    });
  });

  it("a preview holds no link that counts or unsubscribes", async () => {
    const source = await compileTemplate(starter("cart-offer"));
    const { html } = renderPreview(source, sampleContext(), SETTINGS, "https://app.example");
    expect(html).not.toContain("/t/");
    expect(attributeValues(html, "href")).toContain("https://app.example/u/example");
  });
});

function paragraph(content: EmailNode[]): EmailNode {
  return { type: "paragraph", content };
}
