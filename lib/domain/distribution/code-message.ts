import type { EmailNode } from "@/lib/domain/message/email-document";
import type { TemplateDraft } from "@/lib/domain/message/template";

/** A message to begin with that shows the customer's code in its campaign's own words, so that it promises nothing else. */
export function codeMessage(channel: "email" | "sms"): TemplateDraft {
  if (channel === "sms") {
    return {
      channel,
      language: "en",
      text: "{{ shop.name }}: your own code {{ voucher.code }}, {{ voucher.discount }}. {{ shop.url }} Reply STOP to opt out",
    };
  }
  return {
    channel,
    subject: "Your own code: {{ voucher.discount }}",
    preheader: "It is yours alone.",
    language: "en",
    document: {
      type: "doc",
      content: [
        { type: "heading", attrs: { level: 1 }, content: [text("A code for you")] },
        {
          type: "paragraph",
          content: [
            text("Hello "),
            { type: "variable", attrs: { path: "customer.firstName", fallback: "there" } },
            text(", this code is yours alone."),
          ],
        },
        { type: "couponCode", attrs: { caption: "Your code", showDiscount: true, showExpiry: true } },
        {
          type: "button",
          attrs: { href: "{{ cart.url | default: shop.url }}", alignment: "center" },
          content: [text("Use it")],
        },
      ],
    },
  };
}

function text(words: string): EmailNode {
  return { type: "text", text: words };
}
