import type { EmailNode } from "./email-document";
import type { TemplateDraft } from "./template";

/** A template to begin from: complete, publishable, and honest about what it promises. */
export type StarterTemplate = { key: string; name: string; description: string; draft: TemplateDraft };

/** The templates a shop can start with. */
export const STARTER_TEMPLATES: readonly StarterTemplate[] = [
  {
    key: "cart-reminder",
    name: "Cart reminder",
    description: "The items they left and the way back. No discount, no hurry.",
    draft: {
      channel: "email",
      subject: "You left something behind",
      preheader: "Your cart is as you left it.",
      language: "en",
      document: {
        type: "doc",
        content: [
          heading("You left something behind"),
          paragraph(
            "Hello ",
            variable("customer.firstName", "there"),
            ", your cart is as you left it. Take your time.",
          ),
          { type: "cartItems", attrs: { showPicture: true, showPrice: true, showTotal: true } },
          cartButton("Back to your cart"),
          paragraph("Questions about a size, delivery or returns? Just reply to this mail."),
        ],
      },
    },
  },
  {
    key: "cart-offer",
    name: "Cart offer with code",
    description: "The items with the customer's own code: free shipping and 5%, valid for 12 hours.",
    draft: {
      channel: "email",
      subject: "Free shipping and 5% off your cart, for 12 hours",
      preheader: "Your own code, good for one order.",
      language: "en",
      document: {
        type: "doc",
        content: [
          heading("Your cart, with something off"),
          paragraph(
            "Hello ",
            variable("customer.firstName", "there"),
            ", finish your order within the next 12 hours and we ship it for free, with an additional 5% off.",
          ),
          { type: "cartItems", attrs: { showPicture: true, showPrice: true, showTotal: true } },
          { type: "couponCode", attrs: { caption: "Your code", showDiscount: true, showExpiry: true } },
          cartButton("Use it on your cart"),
          paragraph("The code is yours alone and works once."),
        ],
      },
    },
  },
  {
    key: "cart-sms",
    name: "Cart SMS",
    description: "A short reminder with the link to the cart and, when there is one, the code.",
    draft: {
      channel: "sms",
      language: "en",
      text: "{{ shop.name }}: {{ customer.firstName | default: 'Hello' }}, your cart is waiting{% if voucher %}. Code {{ voucher.code }} ({{ voucher.discount }}){% endif %}: {{ cart.url | default: shop.url }} Reply STOP to opt out",
    },
  },
];

function heading(text: string): EmailNode {
  return { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text }] };
}

function paragraph(...parts: (string | EmailNode)[]): EmailNode {
  return {
    type: "paragraph",
    content: parts.map((part) => (typeof part === "string" ? { type: "text", text: part } : part)),
  };
}

function variable(path: string, fallback: string): EmailNode {
  return { type: "variable", attrs: { path, fallback } };
}

function cartButton(text: string): EmailNode {
  return {
    type: "button",
    attrs: { href: "{{ cart.url | default: shop.url }}", alignment: "center" },
    content: [{ type: "text", text }],
  };
}
