import type { EventDefinitionInput, PropertyDefinition } from "@/lib/domain/event/definition";

const ITEMS: PropertyDefinition = {
  name: "items",
  title: "Items",
  type: "list",
  required: true,
  fields: [
    { name: "sku", title: "SKU", type: "string", required: true },
    { name: "name", title: "Name", type: "string", required: true },
    { name: "price", title: "Price", type: "money", required: true },
    { name: "quantity", title: "Quantity", type: "integer", required: true },
    { name: "imageUrl", title: "Picture", type: "string", required: false },
    { name: "url", title: "Page", type: "string", required: false },
  ],
};
const CURRENCY: PropertyDefinition = { name: "currency", title: "Currency", type: "string", required: true };
const TOTAL: PropertyDefinition = { name: "total", title: "Total", type: "money", required: true };
const CART_URL: PropertyDefinition = {
  name: "cartUrl",
  title: "Way back to the cart",
  type: "string",
  required: false,
};

/** What the demo shop tells: money in minor units, a cart with all of its items. */
export const DEMO_EVENTS: readonly EventDefinitionInput[] = [
  {
    name: "itemAddedToCart",
    title: "Item added to cart",
    description: "The whole cart, each time something is put into it.",
    role: "cart",
    properties: [ITEMS, CURRENCY, TOTAL, CART_URL],
  },
  {
    name: "PurchaseFinished",
    title: "Purchase finished",
    description: "An order was placed and paid.",
    role: "order",
    properties: [
      { name: "orderId", title: "Order", type: "string", required: true },
      TOTAL,
      CURRENCY,
      { ...ITEMS, required: false },
      { name: "couponCodes", title: "Codes used", type: "list", required: false },
    ],
  },
  {
    name: "cart_abandoned",
    title: "Cart abandoned",
    description: "For shops that notice by themselves that a cart was left.",
    role: "cart",
    properties: [ITEMS, CURRENCY, TOTAL, CART_URL],
  },
];
