import type { z } from "zod";
import type { Contract } from "@/lib/contracts/contract";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { authenticate } from "@/lib/server/auth/authenticate";
import { replayable } from "./idempotency";
import { problem } from "./problem";
import { issuesOf, readJson } from "./read-json";

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
  return async (request, context) => {
    try {
      const actor = contract.access === "public" ? null : await authenticate(request);
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
      if (actor && key && contract.method !== "GET")
        return await replayable(actor, key, request, parsed.body, answer);
      return await answer();
    } catch (error) {
      return problem(error, request);
    }
  };
}

function respond(contract: AnyContract, result: unknown): Response {
  if (result instanceof Response) return result;
  const status = contract.status ?? 200;
  if (status === 204) return new Response(null, { status });
  return Response.json(result ?? null, { status, headers: { "cache-control": "no-store" } });
}

function parse(schema: z.ZodType | undefined, value: unknown, part: "params" | "query" | "body"): unknown {
  if (!schema) return {};
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // An id that is not even an id names nothing: the same answer as for an unknown one.
  if (part === "params")
    throw new DomainError("not_found", "There is nothing at this address in this workspace.");
  throw new DomainError("invalid_input", `The ${part} of this request does not fit.`, {
    issues: issuesOf(result.error),
  });
}

function queryOf(request: Request): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [key, value] of new URL(request.url).searchParams) {
    const before = query[key];
    query[key] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return query;
}
