import { RateLimiterMemory } from "rate-limiter-flexible";
import type { z } from "zod";
import type { Contract } from "@/lib/contracts/contract";
import type { ClientCall, Permission } from "@/lib/domain/access/permissions";
import { systemClock } from "@/lib/server/clock";
import { clientAddress } from "@/lib/server/http/client-address";
import { authenticateClient } from "./authenticate-client";
import { type CompatAnswer, type CompatCall, compatRoute, type RouteHandler } from "./compat-route";
import { CompatError } from "./errors";
import { knownOrigin } from "./known-origin";
import { withoutPersons } from "./without-persons";

type ClientContract = Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType> & { access: Permission };

// A shopper tries a handful of codes. Somebody who guesses them needs thousands, and everybody can read the key.
const CALLS = 300;
const SECONDS = 60;
const limiter = new RateLimiterMemory({ points: CALLS, duration: SECONDS });

/**
 * A route that shops' pages call: signed in by a client key and the page's origin, answered to that origin alone, and without what is
 * known of customers beyond what the page sent, since everybody can read the key.
 * @param may what the key must have been let do for it; null for what every client key may
 */
export function clientRoute<C extends ClientContract>(
  contract: C,
  handle: (call: CompatCall<C>) => Promise<CompatAnswer>,
  may: ClientCall | null = null,
): RouteHandler {
  const handler = compatRoute(
    contract,
    async (call) => {
      const answer = await handle(call);
      return { ...answer, body: withoutPersons(answer.body, call.body) };
    },
    async (request) => {
      const actor = await authenticateClient(request, { access: contract.access, call: may });
      const left = await limiter.consume(`${actor.id} ${clientAddress(request.headers)}`).catch(() => null);
      if (!left)
        throw new CompatError(
          "too_many_requests",
          `At most ${CALLS} calls in ${SECONDS} s from one address.`,
        );
      return actor;
    },
  );
  return forKnownOrigins(handler);
}

/** Lets the pages of known origins read the answers of a handler, without cookies. */
export function forKnownOrigins<Context>(
  handler: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const response = await handler(request, context);
    const origin = await knownOrigin(request, systemClock);
    const headers = new Headers(response.headers);
    headers.append("vary", "Origin");
    if (origin !== null) {
      headers.set("access-control-allow-origin", origin);
      headers.set(
        "access-control-expose-headers",
        "x-rate-limit-limit, x-rate-limit-remaining, x-rate-limit-retry, retry-after",
      );
    }
    return new Response(response.body, { status: response.status, headers });
  };
}

/** Answers a browser that asks whether a page may call: only pages of an origin that a client key is for. */
export async function clientPreflight(request: Request): Promise<Response> {
  const origin = await knownOrigin(request, systemClock);
  const headers = new Headers({ vary: "Origin" });
  if (origin !== null) {
    headers.set("access-control-allow-origin", origin);
    headers.set("access-control-allow-methods", "GET, POST");
    headers.set(
      "access-control-allow-headers",
      "content-type, idempotency-key, x-client-application-id, x-client-token, x-voucherify-api-version, x-voucherify-channel",
    );
    headers.set("access-control-max-age", "600");
  }
  return new Response(null, { status: 204, headers });
}
