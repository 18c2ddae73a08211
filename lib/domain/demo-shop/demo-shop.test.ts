import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addLine, cartFromText, cartProperties, cartToText, setQuantity, totalsOf } from "./cart";
import { pictureOf } from "./picture";
import { PRODUCTS } from "./products";

describe("the demo shop's cart", () => {
  it("adds, changes and takes out, and counts the parcel once", () => {
    const cart = addLine(addLine(addLine([], "mug"), "mug"), "teapot");
    expect(totalsOf(cart)).toEqual({ items: 8500, shipping: 490, total: 8990 });
    expect(setQuantity(cart, "mug", 0)).toEqual([{ sku: "teapot", quantity: 1 }]);
    expect(totalsOf([])).toEqual({ items: 0, shipping: 0, total: 0 });
  });

  it("comes back from an address whatever is in it, and leaves out what is not sold", () => {
    const line = fc.record({
      sku: fc.constantFrom(...PRODUCTS.map(({ sku }) => sku)),
      quantity: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(line, { selector: ({ sku }) => sku }), (cart) => {
        const read = cartFromText(cartToText(cart));
        expect(read).toHaveLength(cart.length);
        expect(read).toEqual(expect.arrayContaining(cart));
      }),
    );
    expect(cartFromText("yacht.1_mug.-4_teapot.x_cosy__.")).toEqual([]);
    expect(cartFromText("mug.99")).toEqual([{ sku: "mug", quantity: 20 }]);
  });

  it("S4-15: sends every item with what an e-mail needs to show it", () => {
    const properties = cartProperties([{ sku: "teapot", quantity: 2 }], "https://shop.example");
    expect(properties).toEqual({
      items: [
        {
          sku: "teapot",
          name: "Round-Belly Teapot",
          price: 4900,
          quantity: 2,
          imageUrl: "https://shop.example/demo-shop/pictures/teapot",
          url: "https://shop.example/demo-shop#teapot",
        },
      ],
      currency: "EUR",
      total: 9800,
      cartUrl: "https://shop.example/demo-shop/cart?cart=teapot.2",
    });
  });

  it("has a picture of everything it sells and of nothing else", () => {
    for (const { sku } of PRODUCTS) expect(pictureOf(sku)).toMatch(/^<svg .*<\/svg>$/s);
    expect(pictureOf("toString")).toBeNull();
  });
});
