import { randomBytes } from "node:crypto";
import { COMPAT_ERRORS, errorBody } from "./errors";

/** The answer to every path of the compatible API that this server does not have. */
export function notSupported(request: Request): Response {
  const details = `${request.method} ${new URL(request.url).pathname} is not supported. docs/compatibility.md lists what is.`;
  const requestId = `v-${randomBytes(9).toString("hex")}`;
  return Response.json(errorBody("not_supported", details, requestId), {
    status: COMPAT_ERRORS.not_supported[0],
    headers: { "cache-control": "no-store" },
  });
}
