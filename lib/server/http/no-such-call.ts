import { DomainError } from "@/lib/domain/errors";
import { problem } from "./problem";

/** What an address below /api that nothing answers gets: a problem as for any other call, rather than a page. */
export function noSuchCall(request: Request): Response {
  const { pathname } = new URL(request.url);
  return problem(
    new DomainError(
      "not_found",
      `There is no call ${request.method} ${pathname}. All of them are listed at /docs/api.`,
    ),
    request,
  );
}
