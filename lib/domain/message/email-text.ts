import type { EmailDocument, EmailNode } from "./email-document";
import { variableLiquid } from "./variables";

/**
 * The plain-text part of an e-mail, in Liquid, from the editor's document. `blocks[n]` is the top-level block that line n (from 0)
 * was made from, so that a mistake found in the text can be shown where it was made; null for lines around the blocks.
 */
export function emailText(document: EmailDocument): { text: string; blocks: (number | null)[] } {
  const lines: string[] = [];
  const blocks: (number | null)[] = [];
  const add = (text: string, block: number | null) => {
    for (const line of text.split("\n")) {
      lines.push(line);
      blocks.push(block);
    }
  };
  document.content.forEach((node, index) => {
    const text = blockText(node);
    if (text === null) return;
    add(text, index);
    add("", index);
  });
  add(FOOTER, null);
  return { text: lines.join("\n"), blocks };
}

const FOOTER = `--
{{ shop.name }}{% if shop.address and shop.address != '' %} · {{ shop.address }}{% endif %}
{%- if marketing %}
Unsubscribe: {{ unsubscribeUrl }}
{%- endif %}`;

function blockText(node: EmailNode): string | null {
  const attrs = node.attrs ?? {};
  switch (node.type) {
    case "paragraph":
    case "heading": {
      const text = inline(node);
      return text.trim() === "" ? null : node.type === "heading" && attrs.level === 1 ? `# ${text}` : text;
    }
    case "bulletList":
    case "orderedList":
      return (node.content ?? [])
        .map(
          (item, index) =>
            `${node.type === "orderedList" ? `${index + 1}.` : "-"} ${nested(item).replaceAll("\n", "\n  ")}`,
        )
        .join("\n");
    case "blockquote":
      return nested(node).replaceAll(/^/gm, "> ");
    case "section":
    case "twoColumns":
    case "columnsColumn":
    case "listItem":
      return nested(node) || null;
    case "horizontalRule":
      return "----";
    case "button":
      return `${inline(node)}: ${String(attrs.href ?? "")}`;
    case "picture":
      return attrs.alt ? `[${String(attrs.alt)}]` : null;
    case "cartItems": {
      const price = attrs.showPrice === false ? "" : " {{ item.price | money: cart.currency }}";
      const total =
        attrs.showTotal === false ? "" : "{% if cart %}\n{{ cart.total | money: cart.currency }}{% endif %}";
      return `{% for item in cart.items %}- {{ item.name }}, {{ item.quantity }} ×${price}\n{% endfor %}${total}`;
    }
    case "couponCode": {
      const caption = attrs.caption === undefined ? "Your code" : String(attrs.caption ?? "");
      const discount = attrs.showDiscount === false ? "" : "\n{{ voucher.discount }}";
      const expiry =
        attrs.showExpiry === false
          ? ""
          : '{% if voucher.expiresAt %}\nValid until {{ voucher.expiresAt | date: "moment" }}{% endif %}';
      return `{% if voucher %}${caption ? `${caption}: ` : ""}{{ voucher.code }}${discount}${expiry}{% endif %}`;
    }
    default:
      return null;
  }
}

function nested(node: EmailNode): string {
  return (node.content ?? [])
    .map(blockText)
    .filter((text) => text !== null)
    .join("\n");
}

function inline(node: EmailNode): string {
  return (node.content ?? [])
    .map((child) => {
      if (child.type === "hardBreak") return "\n";
      if (child.type === "variable")
        return variableLiquid(String(child.attrs?.path ?? ""), String(child.attrs?.fallback ?? ""));
      const href = child.marks?.find(({ type }) => type === "link")?.attrs?.href;
      return `${child.text ?? ""}${href ? ` (${String(href)})` : ""}`;
    })
    .join("");
}
