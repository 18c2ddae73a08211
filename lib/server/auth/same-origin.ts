import { DomainError } from "@/lib/domain/errors";
import { env } from "@/lib/server/env";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a write that another site's page makes a signed-in person's browser send. Browsers say themselves where a request comes
 * from; a write with a cookie that says nothing is refused too, since programs have API keys.
 * @throws DomainError forbidden
 */
export function requireSameOrigin(request: Request): void {
  if (READS.has(request.method) || isSameOrigin(request)) return;
  throw new DomainError(
    "forbidden",
    "This request comes from another site, so it was not carried out. Programs send an API key instead of a session: Authorization: Bearer <key>.",
  );
}

function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  // Sent by no browser over plain http, so there the origin has to do.
  const origin = request.headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  return origin === env().APP_URL || new URL(origin).host === request.headers.get("host");
}
