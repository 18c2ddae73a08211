import type { Schema } from "./operations";

/** A field as a line of the reference: its type in words, what it may be, and the fields inside it. */
export type Line = { name: string; required: boolean; type: string; notes: string[]; inside: Variant[] };
/** One of the shapes that the inside of a field may have. Most fields have one, without a title. */
export type Variant = { title: string | null; lines: Line[] };

type Schemas = Readonly<Record<string, Schema>>;

/** The shapes of a body or an answer. A part that contains itself is opened once. */
export function describeSchema(schema: Schema, schemas: Schemas, opened: readonly string[] = []): Variant[] {
  const [target, path] = follow(schema, schemas, opened);
  if (!target) return [];
  const choices = choicesOf(target);
  if (choices) {
    const shapes = choices.flatMap((choice) => describeSchema(choice, schemas, path));
    return shapes.map((shape, index) => ({
      ...shape,
      title: shape.title ?? (shapes.length > 1 ? titleOf(shape, index) : null),
    }));
  }
  if (target.type === "array" && isSchema(target.items)) return describeSchema(target.items, schemas, path);
  if (isSchema(target.properties)) return [{ title: null, lines: linesOf(target, schemas, path) }];
  if (isSchema(target.additionalProperties))
    return describeSchema(target.additionalProperties, schemas, path);
  return [];
}

function linesOf(schema: Schema, schemas: Schemas, path: readonly string[]): Line[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties as Record<string, Schema>).map(([name, property]) => {
    const [target] = follow(property, schemas, path);
    return {
      name,
      required: required.includes(name),
      type: typeOf(target ?? property, schemas, path),
      notes: notesOf(target ?? property),
      inside: describeSchema(property, schemas, path),
    };
  });
}

/** A type in words: "text", "list of objects", "number or null". */
export function typeOf(schema: Schema, schemas: Schemas, path: readonly string[] = []): string {
  const [target] = follow(schema, schemas, path);
  if (!target) return "the same again";
  if ("const" in target) return JSON.stringify(target.const);
  if (Array.isArray(target.enum)) return target.enum.map((value) => JSON.stringify(value)).join(" or ");
  const choices = choicesOf(target);
  if (choices) return [...new Set(choices.map((choice) => typeOf(choice, schemas, path)))].join(" or ");
  if (Array.isArray(target.type))
    return target.type.map((type) => WORDS[String(type)] ?? String(type)).join(" or ");
  if (target.type === "array")
    return `list of ${isSchema(target.items) ? plural(typeOf(target.items, schemas, path)) : "anything"}`;
  if (target.type === "string" && typeof target.format === "string")
    return FORMATS[target.format] ?? target.format;
  if (target.type === "object" && !target.properties) return "object with any fields";
  return WORDS[String(target.type)] ?? "anything";
}

const WORDS: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};
const FORMATS: Record<string, string> = {
  uuid: "id (UUID)",
  "date-time": "time (ISO 8601)",
  email: "e-mail address",
  uri: "web address",
};

function notesOf(schema: Schema): string[] {
  const notes: string[] = [];
  if (typeof schema.description === "string") notes.push(schema.description);
  if (schema.default !== undefined && schema.default !== "" && typeof schema.default !== "object")
    notes.push(`${JSON.stringify(schema.default)} if left out`);
  if (typeof schema.minimum === "number" && schema.minimum > Number.MIN_SAFE_INTEGER)
    notes.push(`${schema.minimum} or more`);
  if (typeof schema.maximum === "number" && schema.maximum < Number.MAX_SAFE_INTEGER)
    notes.push(`${schema.maximum} or less`);
  if (schema.minLength === 1) notes.push("not empty");
  else if (typeof schema.minLength === "number") notes.push(`at least ${schema.minLength} characters`);
  if (typeof schema.maxLength === "number") notes.push(`at most ${schema.maxLength} characters`);
  if (typeof schema.maxItems === "number") notes.push(`at most ${schema.maxItems}`);
  if (typeof schema.pattern === "string" && schema.pattern.length < 60)
    notes.push(`matches ${schema.pattern}`);
  return notes;
}

/** The other end of a reference; none when it leads back into something that is open already. */
function follow(
  schema: Schema,
  schemas: Schemas,
  opened: readonly string[],
): [Schema | null, readonly string[]] {
  if (typeof schema.$ref !== "string") return [schema, opened];
  const name = schema.$ref.replace("#/components/schemas/", "");
  return opened.includes(name) ? [null, opened] : [schemas[name] ?? null, [...opened, name]];
}

function choicesOf(schema: Schema): Schema[] | null {
  const choices = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(choices)) return null;
  return choices.filter(isSchema);
}

/** By the field that tells the shapes apart, such as type "percent". */
function titleOf({ lines }: Variant, index: number): string {
  const constant = lines.find(({ type }) => type.startsWith('"') && !type.includes(" or "));
  return constant ? `${constant.name} ${constant.type}` : `Shape ${index + 1}`;
}

function plural(type: string): string {
  if (type === "text") return "texts";
  return ["object", "number", "whole number"].includes(type) ? `${type}s` : type;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
