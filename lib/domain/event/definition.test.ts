import { describe, expect, it } from "vitest";
import { eventDefinitionInput, type PropertyDefinition, propertiesOfRole, roleIssues } from "./definition";

const define = (input: object) => eventDefinitionInput.safeParse({ name: "itemAddedToCart", ...input });
const messages = (result: ReturnType<typeof define>) =>
  result.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];

describe("an event definition", () => {
  it("S0-11: holds typed properties, required or not, and lists of objects", () => {
    const result = define({
      properties: [
        { name: "total", type: "money", required: true },
        { name: "items", type: "list", fields: [{ name: "sku", type: "string", required: true }] },
      ],
    });
    expect(result.data?.properties).toEqual([
      { name: "total", type: "money", required: true },
      {
        name: "items",
        type: "list",
        required: false,
        fields: [{ name: "sku", type: "string", required: true }],
      },
    ]);
  });

  it("S0-9: takes the names of the examples", () => {
    for (const name of [
      "cart_abandoned",
      "abandoned_cart",
      "itemAddedToCart",
      "PurchaseFinished",
      "Order Completed",
    ]) {
      expect(define({ name }).success, name).toBe(true);
    }
  });

  it.each(["", "1st", "<b>", "a\u0000b", "ü", "x".repeat(121)])("refuses the name %j", (name) => {
    expect(define({ name }).success).toBe(false);
  });

  it("S1-27: leaves the names of internal events to Cartograph", () => {
    for (const name of [
      "customer.segment.entered",
      "order.canceled",
      "message.result",
      "run.anything",
      "flow.x",
    ]) {
      expect(messages(define({ name })).join(), name).toContain("belongs to an event that Cartograph emits");
    }
    expect(define({ name: "order.shipped" }).success).toBe(true);
  });

  it("takes 120 properties and no more", () => {
    const properties = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `p${index}`, type: "string" }));
    expect(define({ properties: properties(120) }).success).toBe(true);
    expect(messages(define({ properties: properties(121) }))).toEqual([
      "properties: An event has at most 120 properties.",
    ]);
  });

  it("names the place of a double name, of misplaced fields and of a list inside a list", () => {
    expect(
      messages(
        define({
          properties: [
            { name: "a", type: "string" },
            { name: "a", type: "number" },
          ],
        }),
      ),
    ).toEqual(['properties.1.name: There are two with the name "a".']);
    expect(
      messages(
        define({ properties: [{ name: "a", type: "string", fields: [{ name: "b", type: "string" }] }] }),
      ),
    ).toEqual(["properties.0.fields: Only a list or an object has fields, not a string."]);
    expect(messages(define({ properties: [{ name: "a", type: "object" }] }))).toEqual([
      "properties.0.fields: An object needs at least one field.",
    ]);
    expect(
      messages(
        define({ properties: [{ name: "a", type: "list", fields: [{ name: "b", type: "list" }] }] }),
      )[0],
    ).toContain("properties.0.fields.0.type: Inside a list or an object only plain values");
  });
});

describe("a role", () => {
  it("S4-15: of a cart asks for the items with what a reminder lists", () => {
    const bare: PropertyDefinition[] = [
      {
        name: "items",
        type: "list",
        required: true,
        fields: [{ name: "sku", type: "string", required: true }],
      },
    ];
    expect(roleIssues("cart", bare).map((issue) => issue.fix)).toEqual([
      'Add "name" as string.',
      'Add "price" as money.',
      'Add "quantity" as integer.',
      'Add "currency" as string.',
      'Add "total" as money.',
    ]);
    expect(roleIssues("cart", propertiesOfRole("cart"))).toEqual([]);
  });

  it("of an order asks for what it is worth, in which currency", () => {
    expect(roleIssues("order", [{ name: "total", type: "number", required: true }])).toEqual([
      {
        path: "properties[0].type",
        message: '"total" of an event with the role "order" is a money.',
        fix: 'Make "total" a money.',
      },
      {
        path: "properties",
        message: 'An event with the role "order" needs the property "currency".',
        fix: 'Add "currency" as string.',
      },
    ]);
    expect(roleIssues("order", propertiesOfRole("order"))).toEqual([]);
  });

  it("of none asks for nothing", () => {
    expect(roleIssues(null, [])).toEqual([]);
  });
});
