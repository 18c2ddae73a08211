import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Contract } from "@/lib/contracts/contract";
import { DomainError, type ErrorCode } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { loggedPath } from "@/lib/server/http/logged-path";
import { type QueryValue, readBrackets } from "@/lib/server/http/read-brackets";
import { issuesOf, readJson, readText } from "@/lib/server/http/read-json";
import { traced } from "@/lib/server/http/traced";
import { log } from "@/lib/server/log";
import { authenticateShop } from "./authenticate-shop";
import { COMPAT_ERRORS, CompatError, type CompatErrorKey, errorBody } from "./errors";
import { countRequest } from "./rate-limit";

/** What a use-case behind a compatible route is given. */
export type CompatCall<C> =
  C extends Contract<infer P, infer Q, infer B, z.ZodType>
    ? {
        actor: Actor;
        params: z.output<P>;
        query: z.output<Q>;
        body: z.output<B>;
        request: Request;
        requestId: string;
      }
    : never;

/** What such a use-case answers. */
export type CompatAnswer = { status: number; body: unknown; replayed?: boolean };

type AnyContract = Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** What Next calls for a route. */
export type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/**
 * A route handler of the compatible API: its sign-in, its rate headers on every answer, and its error body for everything that goes
 * wrong.
 */
export function compatRoute<C extends AnyContract>(
  contract: C,
  handle: (call: CompatCall<C>) => Promise<CompatAnswer>,
  signIn: (request: Request) => Promise<Actor> = authenticateShop,
): RouteHandler {
  return traced(contract, async (request, context) => {
    const requestId = `v-${randomBytes(9).toString("hex")}`;
    let rate: Record<string, string> = {};
    try {
      const actor = await signIn(request);
      const count = await countRequest(actor.workspaceId);
      rate = count.headers;
      if (count.exceeded)
        throw new CompatError("too_many_requests", "Wait until X-Rate-Limit-Retry and try again.");
      if (contract.access !== "public" && contract.access !== "signed-in") authorise(actor, contract.access);
      const call = {
        actor,
        params: parse(contract.params, withoutNul((await context.params) ?? {})),
        query: parse(contract.query, queryOf(contract, request)),
        body: contract.body ? parse(contract.body, await bodyOf(contract, request)) : undefined,
        request,
        requestId,
      };
      const { status, body, replayed } = await handle(call as unknown as CompatCall<C>);
      return answer(status, body, { ...rate, ...(replayed ? { "idempotent-replayed": "true" } : {}) });
    } catch (error) {
      const { key, details, resource } = toCompat(error, request, requestId);
      return answer(COMPAT_ERRORS[key][0], errorBody(key, details, requestId, resource), rate);
    }
  });
}

function answer(status: number, body: unknown, headers: Record<string, string>): Response {
  if (status === 204) return new Response(null, { status, headers });
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

// A body may be left out where nothing in it is required, as with a rollback.
async function bodyOf({ method, bodyType, maxBody }: AnyContract, request: Request): Promise<unknown> {
  if (method === "DELETE" || bodyType === "file") return {};
  const type = request.headers.get("content-type") ?? "";
  if (bodyType === "form" && type.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(await readText(request, 100_000)));
  if (!request.body || request.headers.get("content-length") === "0") return {};
  return await readJson(request, maxBody ?? 1_000_000);
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return {};
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = issuesOf(result.error).map(({ path, message }) =>
    path ? `${path}: ${message}` : message,
  );
  throw new CompatError("invalid_payload", problems.join("; "));
}

/** Names that narrow or order a list: one that leaves them out would show what was not asked for. */
const NARROWING = [
  "filters",
  "created_at",
  "updated_at",
  "starting_after",
  "starting_after_id",
  "order",
  "category",
  "ids",
];

function queryOf(contract: AnyContract, request: Request): Record<string, QueryValue> {
  const { searchParams } = new URL(request.url);
  withoutNul(Object.fromEntries(searchParams));
  const query = readBrackets(searchParams);
  const known = Object.keys((contract.query as z.ZodObject | undefined)?.shape ?? {});
  const unknown = NARROWING.find((name) => name in query && !known.includes(name));
  if (unknown !== undefined)
    throw new CompatError(
      "not_supported",
      `${unknown}: this list cannot be narrowed by it: see docs/compatibility.md.`,
    );
  return query;
}

// The database can hold no NUL, so nothing is named by one.
function withoutNul(texts: Record<string, string>): Record<string, string> {
  if (Object.values(texts).some((text) => text.includes("\0")))
    throw new CompatError("invalid_payload", "The address holds a NUL character (%00). Leave it out.");
  return texts;
}

const KEY_OF: Partial<Record<ErrorCode, CompatErrorKey>> = {
  invalid_input: "invalid_payload",
  unauthenticated: "unauthorized",
  forbidden: "forbidden",
  not_found: "not_found",
  too_large: "payload_too_large",
  rate_limited: "too_many_requests",
  unavailable: "service_unavailable",
};

function toCompat(error: unknown, request: Request, requestId: string): CompatError {
  if (error instanceof CompatError) return error;
  if (error instanceof DomainError) {
    // What was said already is not said again: what mends it is.
    const fixes = error.issues.map(({ path, message, fix }) =>
      path ? `${path}: ${message}` : message === error.message ? (fix ?? "") : message,
    );
    const details = [error.message, ...fixes].filter((text) => text !== "").join(" ");
    return new CompatError(KEY_OF[error.code] ?? "invalid_payload", details);
  }
  log().error({ err: error, requestId, method: request.method, path: loggedPath(request) }, "request failed");
  return new CompatError(
    "internal_error",
    "The request was not carried out. Try again; if it stays, look into the server's log.",
  );
}
