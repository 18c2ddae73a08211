import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_TYPES, type PropertyDefinition, SCALAR_TYPES, type ScalarType } from "./definition";
import { exampleProperties } from "./example-properties";
import { inferDefinition } from "./infer-definition";
import { validateProperties } from "./validate-properties";

const CART: PropertyDefinition[] = [
  {
    name: "items",
    type: "list",
    required: true,
    fields: [
      { name: "sku", type: "string", required: true },
      { name: "price", type: "money", required: true },
      { name: "gift", type: "boolean", required: false },
    ],
  },
  { name: "currency", type: "string", required: true },
  { name: "total", type: "money", required: true },
  { name: "addedAt", type: "datetime", required: false },
  { name: "weight", type: "number", required: false },
  {
    name: "shipping",
    type: "object",
    required: false,
    fields: [{ name: "country", type: "string", required: true }],
  },
  { name: "coupons", type: "list", required: false },
];
const GOOD = { items: [{ sku: "a", price: 100 }], currency: "EUR", total: 100 };
const check = (properties: unknown) => validateProperties({ properties: CART }, properties);

describe("S0-11: the properties of an event", () => {
  it("fit when they are as the definition says", () => {
    expect(check(GOOD)).toEqual([]);
    expect(
      check({
        ...GOOD,
        addedAt: "2026-03-01T09:30:00+01:00",
        weight: 1.5,
        shipping: { country: "DE" },
        coupons: ["A", 1, true],
      }),
    ).toEqual([]);
  });

  it("may leave out, or send as null, what is not required", () => {
    expect(check({ ...GOOD, weight: null, items: [{ sku: "a", price: 1, gift: null }] })).toEqual([]);
    expect(check({ ...GOOD, total: null }).map((issue) => issue.path)).toEqual(["total"]);
  });

  it("are refused with the path of what is wrong, and how to mend it", () => {
    expect(check({ ...GOOD, items: [GOOD.items[0], GOOD.items[0], { sku: "b", price: "12.50" }] })).toEqual([
      {
        path: "items[2].price",
        message: 'It is the text "12.50", not a whole number of minor units (1250 for 12.50).',
        fix: "Send a whole number of minor units (1250 for 12.50).",
      },
    ]);
    expect(check({ ...GOOD, total: 12.5 })[0]).toMatchObject({
      path: "total",
      fix: expect.stringContaining("1250 for 12.5"),
    });
    expect(check({ ...GOOD, shipping: {} })).toMatchObject([
      { path: "shipping.country", message: '"country" is required.' },
    ]);
    expect(check({ ...GOOD, coupons: [{}] })).toMatchObject([{ path: "coupons[0]" }]);
    expect(check({ ...GOOD, items: "none" })).toMatchObject([{ path: "items" }]);
    expect(check(null)).toMatchObject([{ path: "", message: "The properties are null, not an object." }]);
    expect(check([])).toMatchObject([{ path: "" }]);
  });

  it.each(["2026-02-30T00:00:00Z", "yesterday", "2026-03-01", "2026-03-01T09:30:00", 1_700_000_000])(
    "are no moment when they say %j",
    (addedAt) => {
      expect(check({ ...GOOD, addedAt }).map((issue) => issue.path)).toEqual(["addedAt"]);
    },
  );

  it("are refused when the definition does not know them, with the name that was meant", () => {
    expect(check({ ...GOOD, curency: "EUR" })).toEqual([
      {
        path: "curency",
        message: '"curency" is not in the definition of this event.',
        fix: 'Did you mean "currency"?',
      },
    ]);
    expect(check({ ...GOOD, items: [{ sku: "a", price: 1, SKU_: "x" }] })).toMatchObject([
      { path: "items[0].SKU_", fix: 'Did you mean "sku"?' },
    ]);
    expect(check({ ...GOOD, zzzzzz: 1 })[0]?.fix).toBe("Leave it out, or add it to the definition.");
  });

  it("cannot smuggle in what every object inherits", () => {
    expect(
      check(JSON.parse('{"items":[],"currency":"EUR","total":1,"__proto__":{"a":1},"constructor":1}')).map(
        (issue) => issue.path,
      ),
    ).toEqual(["__proto__", "constructor"]);
    const needed: PropertyDefinition[] = [{ name: "toString", type: "string", required: true }];
    expect(validateProperties({ properties: needed }, {})).toMatchObject([
      { path: "toString", message: '"toString" is required.' },
    ]);
  });

  it("list at most 20 things that are wrong", () => {
    expect(check({ ...GOOD, items: Array.from({ length: 500 }, () => ({})) })).toHaveLength(20);
    expect(check({ ...GOOD, items: Array.from({ length: 501 }, () => GOOD.items[0]) })).toMatchObject([
      { path: "items", fix: "Send at most 500." },
    ]);
    expect(check({ ...GOOD, currency: "x".repeat(5001) })).toMatchObject([
      { path: "currency", fix: "Send at most 5000." },
    ]);
  });
});

const names = fc.uniqueArray(fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,8}$/), { minLength: 1, maxLength: 6 });
const definition: fc.Arbitrary<PropertyDefinition[]> = names.chain((list) =>
  fc.tuple(
    ...list.map((name) =>
      fc
        .record({
          type: fc.constantFrom(...PROPERTY_TYPES),
          required: fc.boolean(),
          fields: names,
          kinds: fc.array(fc.constantFrom(...SCALAR_TYPES), { minLength: 6, maxLength: 6 }),
        })
        .map(
          ({ type, required, fields, kinds }): PropertyDefinition => ({
            name,
            type,
            required,
            ...((type === "object" || type === "list") && {
              fields: fields.map((field, index) => ({
                name: field,
                type: kinds[index] as ScalarType,
                required: index % 2 === 0,
              })),
            }),
          }),
        ),
    ),
  ),
);

describe("any definition", () => {
  it("accepts the example made from it", () => {
    fc.assert(
      fc.property(definition, (properties) => {
        expect(
          validateProperties({ properties }, exampleProperties({ role: null, properties }, "EUR")),
        ).toEqual([]);
      }),
    );
  });

  it("refuses its example once a required property is gone or another is added, naming it", () => {
    fc.assert(
      fc.property(definition, fc.nat(), (properties, pick) => {
        const example = exampleProperties({ role: null, properties }, "EUR");
        expect(validateProperties({ properties }, { ...example, NOT_KNOWN: 1 })).toMatchObject([
          { path: "NOT_KNOWN" },
        ]);
        const { name, required } = properties[pick % properties.length] as PropertyDefinition;
        const { [name]: _gone, ...rest } = example;
        expect(validateProperties({ properties }, rest).map((issue) => issue.path)).toEqual(
          required ? [name] : [],
        );
      }),
    );
  });

  it("guessed from events fits those events, unless it says what it could not describe", () => {
    fc.assert(
      fc.property(definition, (properties) => {
        const samples = [exampleProperties({ role: null, properties }, "EUR")];
        const guess = inferDefinition("x", samples);
        expect(guess.left).toEqual([]);
        for (const sample of samples)
          expect(validateProperties({ properties: guess.properties }, sample)).toEqual([]);
      }),
    );
  });

  it.each([
    ["order" as const, -1, ["total"]],
    ["cart" as const, 1_000_000_000_001, ["total"]],
    ["order" as const, 0, []],
    [null, -1, []],
  ])("what a %s is worth must be an amount that can be: %s", (role, total, paths) => {
    const properties = [{ name: "total", type: "money" as const, required: true, title: "" }];
    expect(validateProperties({ role, properties }, { total }).map(({ path }) => path)).toEqual(paths);
  });

  it("never throws, whatever is sent", () => {
    fc.assert(
      fc.property(definition, fc.jsonValue(), (properties, anything) => {
        expect(Array.isArray(validateProperties({ properties }, anything))).toBe(true);
        inferDefinition("x", [anything]);
      }),
    );
  });
});
