import {
  Columns2,
  Heading,
  ImageIcon,
  List,
  type LucideIcon,
  Minus,
  MousePointerClick,
  PanelTop,
  Pilcrow,
  Quote,
  ShoppingCart,
  TicketPercent,
} from "lucide-react";
import type { EmailNode } from "@/lib/domain/message/email-document";

/** A block that can be put into a mail. */
export type Block = { key: string; label: string; hint: string; icon: LucideIcon; make: () => EmailNode };

const text = (words: string): EmailNode[] => [{ type: "text", text: words }];
const paragraph = (words = ""): EmailNode =>
  words ? { type: "paragraph", content: text(words) } : { type: "paragraph" };

/** Where a button of a cart mail leads: to the cart where the shop sent its address, else to the shop. */
export const CART_LINK = "{{ cart.url | default: shop.url }}";

/** What the palette offers, the blocks made for carts first. */
export const BLOCKS: readonly Block[] = [
  {
    key: "cartItems",
    label: "Cart items",
    hint: "Each customer's own cart, line by line",
    icon: ShoppingCart,
    make: () => ({ type: "cartItems", attrs: { showPicture: true, showPrice: true, showTotal: true } }),
  },
  {
    key: "couponCode",
    label: "Coupon code",
    hint: "The code this customer was given",
    icon: TicketPercent,
    make: () => ({
      type: "couponCode",
      attrs: { caption: "Your code", showDiscount: true, showExpiry: true },
    }),
  },
  {
    key: "button",
    label: "Button",
    hint: "Leads to the cart, the shop or any page",
    icon: MousePointerClick,
    make: () => ({
      type: "button",
      attrs: { href: CART_LINK, alignment: "center" },
      content: text("Back to your cart"),
    }),
  },
  {
    key: "heading",
    label: "Heading",
    hint: "A line that stands out",
    icon: Heading,
    make: () => ({ type: "heading", attrs: { level: 2 }, content: text("Heading") }),
  },
  {
    key: "paragraph",
    label: "Text",
    hint: "A paragraph",
    icon: Pilcrow,
    make: () => paragraph("Write here."),
  },
  {
    key: "picture",
    label: "Picture",
    hint: "From an https:// address",
    icon: ImageIcon,
    make: () => ({ type: "picture", attrs: { src: "", alt: "", width: 552, href: "", alignment: "center" } }),
  },
  {
    key: "bulletList",
    label: "List",
    hint: "Points below each other",
    icon: List,
    make: () => ({
      type: "bulletList",
      content: [{ type: "listItem", content: [paragraph("First point")] }],
    }),
  },
  {
    key: "twoColumns",
    label: "Two columns",
    hint: "Side by side, on phones too",
    icon: Columns2,
    make: () => ({
      type: "twoColumns",
      content: [
        { type: "columnsColumn", content: [paragraph("Left")] },
        { type: "columnsColumn", content: [paragraph("Right")] },
      ],
    }),
  },
  {
    key: "section",
    label: "Box",
    hint: "On a tinted ground",
    icon: PanelTop,
    make: () => ({ type: "section", content: [paragraph("Write here.")] }),
  },
  {
    key: "blockquote",
    label: "Quote",
    hint: "What a customer said",
    icon: Quote,
    make: () => ({ type: "blockquote", content: [paragraph("What a customer said.")] }),
  },
  {
    key: "horizontalRule",
    label: "Line",
    hint: "Between two parts",
    icon: Minus,
    make: () => ({ type: "horizontalRule" }),
  },
];

/** The MIME type under which the palette drags a block. */
export const BLOCK_MIME = "application/x-cartograph-block";
