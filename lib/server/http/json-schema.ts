import { z } from "zod";

/** A JSON Schema as plain data. */
export type JsonSchema = { [key: string]: unknown };

/**
 * The JSON Schema of a zod schema: what a caller writes (`input`) or reads (`output`). A part that contains itself is named
 * `<name>Part<n>`, handed to `define`, and referred to under components/schemas.
 */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: "input" | "output",
  name: string,
  define: (name: string, schema: JsonSchema) => void,
): JsonSchema {
  const {
    $schema: _dialect,
    $defs = {},
    ...json
  } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  const names = new Map(Object.keys($defs).map((key, index) => [key, `${name}Part${index + 1}`]));
  const adapt = (value: JsonSchema) => tidy(value, names);
  for (const [key, part] of Object.entries($defs)) define(names.get(key) ?? key, adapt(part as JsonSchema));
  return adapt(json as JsonSchema);
}

function tidy(value: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    // The format says it already, in one word instead of a line of signs.
    if (key === "pattern" && typeof value.format === "string") return [];
    if (key === "$ref" && typeof item === "string") return [[key, refOf(item, names)]];
    if (Array.isArray(item)) return [[key, item.map((part) => (isObject(part) ? tidy(part, names) : part))]];
    return [[key, isObject(item) ? tidy(item, names) : item]];
  });
  return Object.fromEntries(entries);
}

function refOf(ref: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(ref.replace("#/$defs/", ""));
  return name ? `#/components/schemas/${name}` : ref;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
