import type { z } from "zod";
import type { Contract } from "@/lib/contracts/contract";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { authenticate } from "@/lib/server/auth/authenticate";
import { replayable } from "./idempotency";
import { problem } from "./problem";
import { countCall } from "./rate-limit";
import { issuesOf, readJson } from "./read-json";
import { traced } from "./traced";

/** What a use-case behind a route is given. `actor` is null only where the contract is public. */
export type Call<C> =
  C extends Contract<infer P, infer Q, infer B, z.ZodType>
    ? {
        actor: C["access"] extends "public" ? Actor | null : Actor;
        params: z.output<P>;
        query: z.output<Q>;
        body: z.output<B>;
        request: Request;
      }
    : never;

type AnyContract = Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/**
 * Turns a contract and a use-case into a Next route handler: authenticates, checks the permission, parses params, query and
 * body, answers JSON, and maps every error to problem+json. A write with an `Idempotency-Key` answers the same twice.
 */
export function route<C extends AnyContract>(
  contract: C,
  handle: (call: Call<C>) => Promise<z.input<C["response"]> | Response>,
): (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response> {
  return traced(contract, async (request, context) => {
    let rate: Record<string, string> = {};
    try {
      const actor = contract.access === "public" ? null : await authenticate(request);
      // Ingestion counts for itself: its limit is much higher.
      if (actor && contract.access !== "events:ingest") rate = await countCall(actor);
      if (actor && contract.access !== "signed-in" && contract.access !== "public")
        authorise(actor, contract.access);
      const parsed = {
        actor,
        params: parse(contract.params, await context.params, "params"),
        query: parse(contract.query, queryOf(request), "query"),
        body: contract.body
          ? parse(contract.body, await readJson(request, contract.maxBody ?? 1_000_000, contract), "body")
          : undefined,
        request,
      };
      const answer = async () => respond(contract, await handle(parsed as unknown as Call<C>));
      const key = request.headers.get("idempotency-key");
      if (!actor || !key || contract.method === "GET") return withHeaders(await answer(), rate);
      const write = { key, request, body: parsed.body, keepAnswer: !contract.secretAnswer };
      return withHeaders(await replayable(actor, write, answer), rate);
    } catch (error) {
      return withHeaders(problem(error, request), rate);
    }
  });
}

function withHeaders(response: Response, extra: Record<string, string>): Response {
  const added = Object.entries(extra);
  if (added.length === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of added) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}

function respond(contract: AnyContract, result: unknown): Response {
  if (result instanceof Response) return result;
  const status = contract.status ?? 200;
  if (status === 204) return new Response(null, { status });
  return Response.json(result ?? null, { status, headers: { "cache-control": "no-store" } });
}

function parse(schema: z.ZodType | undefined, value: unknown, part: "params" | "query" | "body"): unknown {
  if (!schema) return {};
  if (part !== "body") refuseNul(value, part);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // An id that is not even an id names nothing: the same answer as for an unknown one.
  if (part === "params")
    throw new DomainError("not_found", "There is nothing at this address in this workspace.");
  throw new DomainError("invalid_input", `The ${part} of this request does not fit.`, {
    issues: issuesOf(result.error),
  });
}

// The database can hold no NUL, so nothing is named by one.
function refuseNul(value: unknown, part: "params" | "query"): void {
  const texts = Object.values(value as Record<string, string | string[]>).flat();
  if (!texts.some((text) => text.includes("\0"))) return;
  if (part === "params")
    throw new DomainError("not_found", "There is nothing at this address in this workspace.");
  throw new DomainError("invalid_input", "The query holds a NUL character (%00). Leave it out.");
}

function queryOf(request: Request): Record<string, string | string[]> {
  // A map, since a name such as "constructor" would be found on any object.
  const query = new Map<string, string | string[]>();
  for (const [key, value] of new URL(request.url).searchParams) {
    const before = query.get(key);
    query.set(key, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(query);
}
