import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { allContracts } from "@/lib/contracts/all";
import type { Contract } from "@/lib/contracts/contract";
import { KEY_SCOPES, type KeyScope, permissionsOfScope } from "@/lib/domain/access/permissions";
import { ERROR_STATUS } from "@/lib/domain/errors";
import { type JsonSchema, jsonSchemaOf } from "./json-schema";

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

/** The OpenAPI 3.1 document of these contracts, under the address at which the caller reached this server. */
export function openApiDocument(
  serverUrl: string,
  contracts: readonly Contract[] = allContracts,
): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  const key = registry.registerComponent("securitySchemes", "apiKey", {
    type: "http",
    scheme: "bearer",
    description: "An API key of the workspace: Authorization: Bearer ck_…",
  });
  const schemaOf: SchemaOf = (schema, io, name) =>
    jsonSchemaOf(schema, io, name, (part, json) => registry.registerComponent("schemas", part, json));
  const problem = registry.registerComponent(
    "schemas",
    "Problem",
    schemaOf(problemSchema, "output", "Problem"),
  ).ref;
  for (const contract of contracts)
    registry.registerPath(pathOf(contract, { keyName: key.name, problem, schemaOf }));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: { title: "Cartograph", version: "1", description: DESCRIPTION },
    servers: [{ url: serverUrl }],
    tags: [...new Set(contracts.map(({ tag }) => tag))].map((name) => ({ name })),
  });
}

type SchemaOf = (schema: z.ZodType, io: "input" | "output", name: string) => JsonSchema;
type Shared = { keyName: string; problem: { $ref: string }; schemaOf: SchemaOf };

const DESCRIPTION = `Everything the screens do, over HTTP.

**Signing in.** Send an API key as \`Authorization: Bearer ck_…\`. Keys with the scope \`write\` send events and customers and read nothing, \`read\` keys read everything, \`admin\` keys may do all. Keys with the scope \`client\` stand in shops' pages and count under /client/v1 alone.

**Errors** are \`application/problem+json\` with a stable \`code\`, a sentence in \`detail\`, and in \`errors\` the path of each field and how to mend it.

**Lists** answer \`{"data": […], "nextCursor": …}\`. Send \`cursor\` to get the next page; the last one has \`nextCursor: null\`.

**Retrying.** Send an \`Idempotency-Key\` with a write, and a repetition within a day gets the first answer instead of happening twice.

**Money** is in whole minor units (cents), **times** are ISO 8601, **limits** are told in \`RateLimit-*\` headers.`;

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum([...Object.keys(ERROR_STATUS), "internal"]),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string(), fix: z.string().optional() })),
});

const idempotencyKey = z
  .string()
  .max(255)
  .optional()
  .meta({ description: "Makes a repetition of this write get the first answer." });

function pathOf(contract: Contract, { keyName, problem, schemaOf }: Shared): RouteConfig {
  const { method, path, summary, description, tag, access, params, query, body, response } = contract;
  const open = access === "public";
  const id = operationId(contract);
  const writes = method !== "GET" && !open;
  return {
    method: method.toLowerCase() as Lowercase<typeof method>,
    path,
    summary,
    description: [description, accessWords(access, path)].filter(Boolean).join("\n\n"),
    operationId: id,
    tags: [tag],
    security: open ? [] : [{ [keyName]: [] }],
    request: {
      ...(params ? { params: params as z.ZodObject } : {}),
      ...(query ? { query: query as z.ZodObject } : {}),
      ...(writes ? { headers: z.object({ "Idempotency-Key": idempotencyKey }) } : {}),
      ...(body && !isEmpty(body)
        ? {
            body: {
              required: true,
              content: { [bodyType(contract)]: { schema: schemaOf(body, "input", `${id}Body`) } },
            },
          }
        : {}),
    },
    responses: {
      ...success(contract, () => schemaOf(response, "output", `${id}Answer`)),
      "4XX": {
        description: "Refused; nothing was changed.",
        content: { "application/problem+json": { schema: problem } },
      },
    },
  };
}

function bodyType({ bodyType: type }: Contract): string {
  if (type === "file") return "multipart/form-data";
  return type === "form" ? "application/x-www-form-urlencoded" : "application/json";
}

function success(contract: Contract, schema: () => JsonSchema): RouteConfig["responses"] {
  const status = contract.status ?? 200;
  if (status === 204) return { 204: { description: "Done." } };
  const type =
    contract.response instanceof z.ZodString
      ? (contract.textType ?? "text/event-stream")
      : "application/json";
  return {
    [status]: { description: "Done.", content: { [type]: { schema: schema() } } },
  };
}

function accessWords(access: Contract["access"], path: string): string {
  if (path.startsWith("/client/"))
    return "Needs a key with the scope `client` in the header X-Client-Token, and a page of one of its origins.";
  if (access === "public") return "Needs no sign-in.";
  if (access === "signed-in") return "Needs any sign-in.";
  const scopes: KeyScope[] = KEY_SCOPES.filter((scope) => permissionsOfScope(scope).includes(access));
  return `Needs the permission \`${access}\`: keys with the scope ${scopes.map((scope) => `\`${scope}\``).join(" or ")}.`;
}

/** getFlowsIdPerformance: stable as long as the address is. */
function operationId({ method, path }: Contract): string {
  const words = path
    .replace(/^\/(api\/v1|api)\//, "")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** A call that needs to be told nothing takes a body only for the sake of clients that always send one. */
function isEmpty(body: z.ZodType): boolean {
  return body instanceof z.ZodObject && Object.keys(body.shape).length === 0;
}
