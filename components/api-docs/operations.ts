/** The parts of an OpenAPI document that the reference shows. */
export type Schema = { [key: string]: unknown };
export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
};
export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  open: boolean;
  parameters: Parameter[];
  body: Schema | null;
  answer: { status: string; schema: Schema | null };
};
export type Section = { tag: string; anchor: string; operations: Operation[] };

type Described = {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: unknown[];
  requestBody?: unknown;
  responses?: Record<string, unknown>;
};

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** The document's operations by tag, in its order. */
export function sectionsOf(paths: Record<string, unknown>, tags: readonly { name: string }[]): Section[] {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const described = (item as Partial<Record<string, Described>>)[method];
      return described
        ? [{ tag: described.tags?.[0] ?? "", operation: operationOf(path, method, described) }]
        : [];
    }),
  );
  return tags.map(({ name }) => ({
    tag: name,
    anchor: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    operations: operations.filter(({ tag }) => tag === name).map(({ operation }) => operation),
  }));
}

function operationOf(path: string, method: string, described: Described): Operation {
  const [status = "200", success] =
    Object.entries(described.responses ?? {}).find(([code]) => code.startsWith("2")) ?? [];
  return {
    id: described.operationId ?? `${method}-${path}`,
    method: method.toUpperCase(),
    path,
    summary: described.summary ?? "",
    description: described.description ?? "",
    open: described.security?.length === 0,
    parameters: (described.parameters ?? []) as Parameter[],
    body: schemaIn(described.requestBody),
    answer: { status, schema: schemaIn(success) },
  };
}

function schemaIn(holder: unknown): Schema | null {
  const content = (holder as { content?: Record<string, { schema?: Schema }> } | undefined)?.content;
  return Object.values(content ?? {})[0]?.schema ?? null;
}
