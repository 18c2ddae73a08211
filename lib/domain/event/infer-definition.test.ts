import { expect, it } from "vitest";
import { inferDefinition } from "./infer-definition";

it("guesses a cart from what was sent", () => {
  const guess = inferDefinition("itemAddedToCart", [
    {
      items: [{ sku: "a", name: "Bag", price: 4900, quantity: 1 }],
      currency: "EUR",
      total: 4900,
      addedAt: "2026-03-01T09:30:00Z",
    },
    {
      items: [{ sku: "b", name: "Mug", price: 1250, quantity: 2, gift: true }],
      currency: "EUR",
      total: 2500,
    },
  ]);
  expect(guess).toEqual({
    role: "cart",
    left: [],
    properties: [
      {
        name: "items",
        type: "list",
        required: true,
        fields: [
          { name: "sku", type: "string", required: true },
          { name: "name", type: "string", required: true },
          { name: "price", type: "money", required: true },
          { name: "quantity", type: "integer", required: true },
          { name: "gift", type: "boolean", required: false },
        ],
      },
      { name: "currency", type: "string", required: true },
      { name: "total", type: "money", required: true },
      { name: "addedAt", type: "datetime", required: false },
    ],
  });
});

it("guesses an order only when it says what it is worth", () => {
  expect(inferDefinition("PurchaseFinished", [{ total: 4900, currency: "EUR" }]).role).toBe("order");
  expect(inferDefinition("PurchaseFinished", [{ total: 49.9, currency: "EUR" }]).role).toBeNull();
});

it("names what a definition cannot describe", () => {
  expect(
    inferDefinition("x", [{ "a.b": 1, items: [{ tags: ["x"] }], mixed: 1 }, { mixed: "one" }]).left,
  ).toEqual(["a.b", "items[].tags", "mixed"]);
});
