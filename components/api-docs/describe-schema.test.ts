import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openApiDocument } from "@/lib/server/http/openapi";
import { describeSchema, typeOf } from "./describe-schema";
import { type Schema, sectionsOf } from "./operations";

const json = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input" }) as Schema;
const lines = (schema: z.ZodType) => describeSchema(json(schema), {})[0]?.lines ?? [];

describe("a schema in words", () => {
  it("names types as people do", () => {
    const fields = lines(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        name: z.string().max(20),
        count: z.number().int().min(1).default(50),
        role: z.enum(["owner", "viewer"]).optional(),
        tags: z.array(z.string()),
        note: z.string().nullable(),
        flag: z.boolean(),
      }),
    );
    expect(fields.map(({ name, type, required }) => [name, type, required])).toEqual([
      ["id", "id (UUID)", true],
      ["at", "time (ISO 8601)", true],
      ["name", "text", true],
      ["count", "whole number", false],
      ["role", '"owner" or "viewer"', false],
      ["tags", "list of texts", true],
      ["note", "text or null", true],
      ["flag", "true or false", true],
    ]);
    expect(fields[2]?.notes).toEqual(["at most 20 characters"]);
    expect(fields[3]?.notes).toEqual(["50 if left out", "1 or more"]);
  });

  it("opens objects, lists of objects, and each of several shapes", () => {
    const discount = z.discriminatedUnion("type", [
      z.object({ type: z.literal("percent"), percentOff: z.number() }),
      z.object({ type: z.literal("amount"), amountOff: z.number() }),
    ]);
    const [items, price] = lines(z.object({ items: z.array(z.object({ sku: z.string() })), discount }));
    expect(items).toMatchObject({
      type: "list of objects",
      inside: [{ title: null, lines: [{ name: "sku" }] }],
    });
    expect(price?.inside.map(({ title }) => title)).toEqual(['type "percent"', 'type "amount"']);
  });

  it("opens a part that contains itself once", () => {
    const schemas = {
      Tree: {
        type: "object",
        properties: {
          name: { type: "string" },
          children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
        },
      },
    };
    const [shape] = describeSchema({ $ref: "#/components/schemas/Tree" }, schemas);
    expect(shape?.lines.map(({ name, inside }) => [name, inside.length])).toEqual([
      ["name", 0],
      ["children", 0],
    ]);
    expect(typeOf({ $ref: "#/components/schemas/Tree" }, schemas, ["Tree"])).toBe("the same again");
  });
});

it("has fields to show for the body of every call there is", () => {
  const document = openApiDocument("http://localhost:3000");
  const sections = sectionsOf(document.paths ?? {}, document.tags ?? []);
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const bodies = sections.flatMap(({ operations }) =>
    operations.flatMap(({ id, body }) => (body ? [{ id, body }] : [])),
  );
  expect(bodies.length).toBeGreaterThan(20);
  for (const { id, body } of bodies)
    expect(describeSchema(body, schemas).flatMap((shape) => shape.lines).length, id).toBeGreaterThan(0);
});
