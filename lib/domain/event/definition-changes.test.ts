import fc from "fast-check";
import { expect, it } from "vitest";
import { completeRole } from "./complete-role";
import { type PropertyDefinition, propertiesOfRole, roleIssues } from "./definition";
import { definitionChanges } from "./definition-changes";
import { validateProperties } from "./validate-properties";

const items = (fields: PropertyDefinition["fields"]): PropertyDefinition => ({
  name: "items",
  type: "list",
  required: true,
  fields,
});

it("says what will be refused and what is taken in addition", () => {
  const before: PropertyDefinition[] = [
    { name: "total", type: "integer", required: false },
    { name: "note", type: "string", required: true },
    { name: "gone", type: "string", required: false },
    items([{ name: "sku", type: "string", required: false }]),
  ];
  const after: PropertyDefinition[] = [
    { name: "total", type: "money", required: false },
    { name: "note", type: "string", required: false },
    items([
      { name: "sku", type: "string", required: true },
      { name: "size", type: "string", required: false },
    ]),
    { name: "currency", type: "string", required: true },
  ];
  expect(definitionChanges(before, after)).toEqual({
    tighter: [
      "Events that still send “gone” will be refused.",
      "Events without “items[].sku” will be refused.",
      "Events without “currency” will be refused.",
    ],
    looser: [
      "“total” is read as money instead of integer.",
      "“note” may be left out.",
      "Events may send “items[].size”.",
    ],
  });
  expect(definitionChanges(before, before)).toEqual({ tighter: [], looser: [] });
});

it("warns of every change that refuses an event which was taken before", () => {
  const values = {
    string: fc.string(),
    integer: fc.integer(),
    money: fc.integer(),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }),
    boolean: fc.boolean(),
  };
  const types = fc.constantFrom(...(Object.keys(values) as (keyof typeof values)[]));
  const property = fc.record({ name: fc.constantFrom("a", "b", "c"), type: types, required: fc.boolean() });
  const definition = fc.uniqueArray(property, { selector: ({ name }) => name });
  const sent = definition.chain((before) => {
    const parts = Object.fromEntries(
      before.map(({ name, type }) => [name, values[type] as fc.Arbitrary<unknown>]),
    );
    const requiredKeys = before.filter(({ required }) => required).map(({ name }) => name);
    return fc.tuple(fc.constant(before), fc.record(parts, { requiredKeys, noNullPrototype: true }));
  });
  fc.assert(
    fc.property(sent, definition, ([before, event], after) => {
      expect(validateProperties({ properties: before }, event)).toEqual([]);
      if (validateProperties({ properties: after }, event).length > 0)
        expect(definitionChanges(before, after).tighter).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it("completes any properties to what a role needs, keeping the rest", () => {
  const had: PropertyDefinition[] = [
    { name: "total", type: "number", required: false },
    { name: "note", type: "string", required: false },
    items([{ name: "size", type: "string", required: true }]),
  ];
  for (const role of ["cart", "order"] as const) {
    const completed = completeRole(role, had);
    expect(roleIssues(role, completed)).toEqual([]);
    expect(completed.map(({ name }) => name).slice(0, 3)).toEqual(["total", "note", "items"]);
    expect(completed[0]).toEqual({ name: "total", type: "money", required: false });
    expect(completeRole(role, [])).toEqual(propertiesOfRole(role));
  }
  expect(completeRole("cart", had)[2]?.fields?.map(({ name }) => name)).toEqual([
    "sku",
    "name",
    "price",
    "quantity",
    "size",
  ]);
  expect(completeRole(null, had)).toEqual(had);
});
