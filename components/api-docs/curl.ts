import type { Operation, Schema } from "./operations";

type Schemas = Readonly<Record<string, Schema>>;

/** A call to copy: with the fields that must be there, filled with examples. */
export function curlOf({ method, path, open, body }: Operation, schemas: Schemas, serverUrl: string): string {
  const url = `${serverUrl}${path.replaceAll("{", "").replaceAll("}", "")}`;
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${url}`];
  if (!open) lines.push(`-H "Authorization: Bearer $API_KEY"`);
  if (body) {
    lines.push(`-H "Content-Type: application/json"`);
    lines.push(`-d '${JSON.stringify(exampleOf(body, schemas), null, 2).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

/** The smallest value of a schema that a person could have written. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  if (typeof schema.$ref === "string") {
    const target = schemas[schema.$ref.replace("#/components/schemas/", "")];
    return target && depth < 6 ? exampleOf(target, schemas, depth + 1) : {};
  }
  if ("const" in schema) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return exampleOf(choices[0] as Schema, schemas, depth + 1);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return exampleObject(schema, schemas, depth);
    case "array":
      return depth < 6 && schema.items ? [exampleOf(schema.items as Schema, schemas, depth + 1)] : [];
    case "integer":
    case "number":
      return Math.max(1, Number(schema.minimum ?? 1));
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return exampleText(schema);
  }
}

function exampleObject(schema: Schema, schemas: Schemas, depth: number): Record<string, unknown> {
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  return Object.fromEntries(
    required.map((name) => [
      name,
      name in properties ? exampleOf(properties[name]!, schemas, depth + 1) : "…",
    ]),
  );
}

function exampleText({ format }: Schema): string {
  switch (format) {
    case "uuid":
      return "0198c2de-7a11-7000-8000-000000000001";
    case "email":
      return "customer@shop.example";
    case "date-time":
      return "2026-01-05T10:00:00.000Z";
    case "uri":
      return "https://shop.example";
    default:
      return "…";
  }
}
