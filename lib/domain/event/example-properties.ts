import type { EventRole, FieldDefinition, PropertyDefinition, ScalarType } from "./definition";

/**
 * Properties that fit the definition and read like a real shop's, for tracking code and test events. Money is in minor units of
 * `currency`; where there are items with prices, the total adds up.
 */
export function exampleProperties(
  definition: { role: EventRole | null; properties: readonly PropertyDefinition[] },
  currency: string,
): Record<string, unknown> {
  const example: Record<string, unknown> = {};
  for (const property of definition.properties) example[property.name] = exampleOf(property, currency);
  const sum = sumOf(example.items);
  if (sum !== null && definition.properties.some(({ name, type }) => name === "total" && type === "money"))
    example.total = sum;
  return example;
}

function exampleOf(property: PropertyDefinition, currency: string): unknown {
  if (property.type === "list") {
    if (!property.fields?.length)
      return [/voucher|coupon|code/i.test(property.name) ? "COMEBACK-7QK2" : "canvas"];
    return [0, 1].map((index) => fieldsExample(property.fields ?? [], currency, index));
  }
  if (property.type === "object") return fieldsExample(property.fields ?? [], currency, 0);
  return scalarExample(property.name, property.type, currency, 0);
}

function fieldsExample(
  fields: readonly FieldDefinition[],
  currency: string,
  index: number,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, type }) => [name, scalarExample(name, type, currency, index)]),
  );
}

const TEXTS: readonly [pattern: RegExp, examples: readonly [string, string]][] = [
  [/sku/i, ["BAG-CANVAS-01", "MUG-ENAMEL-02"]],
  [/e-?mail/i, ["ada@example.com", "ada@example.com"]],
  [/phone/i, ["+12025550143", "+12025550143"]],
  [/image/i, ["https://shop.example/images/bag.jpg", "https://shop.example/images/mug.jpg"]],
  [/url|link/i, ["https://shop.example/products/canvas-bag", "https://shop.example/products/enamel-mug"]],
  [/voucher|coupon|code/i, ["COMEBACK-7QK2", "COMEBACK-9XM4"]],
  [/id$/i, ["10042", "10043"]],
  [/country/i, ["DE", "DE"]],
  [/category/i, ["Bags", "Kitchen"]],
  [/brand|vendor/i, ["Northwind", "Harbour"]],
  [/name|title|product/i, ["Canvas bag", "Enamel mug"]],
];

function scalarExample(name: string, type: ScalarType, currency: string, index: number): unknown {
  switch (type) {
    case "boolean":
      return true;
    case "integer":
      return index + 1;
    case "number":
      return /quantity|count/i.test(name) ? index + 1 : 4.5;
    case "money":
      return index === 0 ? 4900 : 1250;
    case "datetime":
      return "2026-03-01T09:30:00Z";
    case "string": {
      if (/currency/i.test(name)) return currency;
      const texts = TEXTS.find(([pattern]) => pattern.test(name))?.[1];
      return (index === 0 ? texts?.[0] : texts?.[1]) ?? "text";
    }
  }
}

function sumOf(items: unknown): number | null {
  if (!Array.isArray(items)) return null;
  const amounts = (items as Record<string, unknown>[]).map(({ price, quantity }) =>
    typeof price === "number" && typeof quantity === "number" ? price * quantity : Number.NaN,
  );
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return amounts.length > 0 && Number.isSafeInteger(sum) ? sum : null;
}
