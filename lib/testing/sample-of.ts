import { z } from "zod";

type Json = { [key: string]: unknown };

/**
 * A value that fits a schema as far as its JSON Schema tells: all that is required, and of the rest what `hints` names. A hint's value
 * stands for each field of that name, so that ids point where a test wants them to.
 */
export function sampleOf(schema: z.ZodType, hints: Readonly<Record<string, unknown>> = {}): unknown {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json;
  return sample(json, { hints, defs: (json.$defs ?? {}) as Record<string, Json> }, "", 0);
}

type Context = { hints: Readonly<Record<string, unknown>>; defs: Record<string, Json> };

function sample(json: Json, context: Context, name: string, depth: number): unknown {
  if (name in context.hints && accepts(json, context.hints[name])) return context.hints[name];
  if (typeof json.$ref === "string")
    return sample(context.defs[json.$ref.replace("#/$defs/", "")] ?? {}, context, name, depth + 1);
  if ("const" in json) return json.const;
  if (Array.isArray(json.enum)) return json.enum[0];
  const choices = json.anyOf ?? json.oneOf;
  if (Array.isArray(choices)) return sample(choices[0] as Json, context, name, depth + 1);
  switch (Array.isArray(json.type) ? json.type[0] : json.type) {
    case "object":
      return sampleObject(json, context, depth);
    case "array":
      return Number(json.minItems ?? 0) > 0 && depth < 8
        ? [sample(json.items as Json, context, "", depth + 1)]
        : [];
    case "integer":
    case "number":
      return Math.max(1, Number(json.minimum ?? 1));
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return sampleText(json);
  }
}

function sampleObject(json: Json, context: Context, depth: number): Json {
  const properties = (json.properties ?? {}) as Record<string, Json>;
  const required = (json.required ?? []) as string[];
  const wanted = Object.keys(properties).filter((name) => required.includes(name) || name in context.hints);
  return Object.fromEntries(
    wanted.map((name) => [name, sample(properties[name]!, context, name, depth + 1)]),
  );
}

function accepts(json: Json, value: unknown): boolean {
  const types = [json.type].flat();
  if (Array.isArray(json.anyOf)) return json.anyOf.some((choice) => accepts(choice as Json, value));
  return (
    types.includes(typeof value === "number" ? "number" : typeof value) ||
    (typeof value === "number" && types.includes("integer"))
  );
}

function sampleText({ format, minLength, pattern }: Json): string {
  if (format === "uuid") return "0198c2de-7a11-7000-8000-000000000001";
  if (format === "email") return "somebody@shop.example";
  if (format === "date-time") return "2026-01-05T10:00:00.000Z";
  if (format === "uri") return "https://shop.example";
  if (typeof pattern === "string")
    return ["EUR", "21:30", "#112233", "name", "1"].find((text) => new RegExp(pattern).test(text)) ?? "";
  return "a sample of some length".padEnd(Number(minLength ?? 0), "x");
}
