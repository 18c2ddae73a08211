import { DomainError, ERROR_STATUS } from "@/lib/domain/errors";
import { log } from "@/lib/server/log";
import { loggedPath } from "./logged-path";

/**
 * Maps any error to problem+json (RFC 9457) with a stable `code`, the fields and what to do. What we did not expect is logged
 * and answered without its details.
 */
export function problem(error: unknown, request: Request): Response {
  if (error instanceof DomainError) return expected(error);
  log().error({ err: error, method: request.method, path: loggedPath(request) }, "request failed");
  if (isDatabaseAway(error)) {
    return expected(
      new DomainError(
        "unavailable",
        "The database cannot be reached right now. Nothing was changed; try again in a few seconds.",
        { extra: { retryAfterSeconds: 5 } },
      ),
    );
  }
  return answer(500, {
    type: "urn:cartograph:error:internal",
    title: "Something went wrong on our side",
    status: 500,
    code: "internal",
    detail: "The request was not carried out. Try again; if it stays, look into the server's log.",
    errors: [],
  });
}

function expected(error: DomainError): Response {
  const status = ERROR_STATUS[error.code];
  const headers: Record<string, string> = {};
  if (typeof error.extra.retryAfterSeconds === "number")
    headers["retry-after"] = String(error.extra.retryAfterSeconds);
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="cartograph"';
  const body = {
    type: `urn:cartograph:error:${error.code}`,
    title: title(error.code),
    status,
    code: error.code,
    detail: error.message,
    errors: error.issues,
    ...error.extra,
  };
  return answer(status, body, headers);
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}

/** Refused connections, and PostgreSQL's own words for "going down", "starting up" and "too many connections". */
function isDatabaseAway(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return false;
  return (
    ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "57P01", "57P02", "57P03", "53300"].includes(code) ||
    code.startsWith("08")
  );
}

function title(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
