import { DomainError, ERROR_STATUS } from "@/lib/domain/errors";
import { log } from "@/lib/server/log";

/**
 * Maps any error to problem+json (RFC 9457) with a stable `code`, the fields and what to do. What we did not expect is logged
 * and answered without its details.
 */
export function problem(error: unknown, request: Request): Response {
  if (error instanceof DomainError) {
    const status = ERROR_STATUS[error.code];
    const headers: Record<string, string> = {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
    };
    if (typeof error.extra.retryAfterSeconds === "number")
      headers["retry-after"] = String(error.extra.retryAfterSeconds);
    return new Response(
      JSON.stringify({
        type: `urn:cartograph:error:${error.code}`,
        title: title(error.code),
        status,
        code: error.code,
        detail: error.message,
        errors: error.issues,
        ...error.extra,
      }),
      { status, headers },
    );
  }
  log().error({ err: error, method: request.method, path: new URL(request.url).pathname }, "request failed");
  return new Response(
    JSON.stringify({
      type: "urn:cartograph:error:internal",
      title: "Something went wrong on our side",
      status: 500,
      code: "internal",
      detail: "The request was not carried out. Try again; if it stays, look into the server's log.",
      errors: [],
    }),
    { status: 500, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } },
  );
}

function title(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
