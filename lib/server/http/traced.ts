import { span } from "@/lib/server/tracing/span";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** The same handler, told of to the collector: one span per request, named by its route, going on with the trace that its `traceparent` names. */
export function traced({ method, path }: { method: string; path: string }, handle: Handler): Handler {
  return async (request, context) =>
    await span(
      {
        name: `${method} ${path}`,
        kind: "server",
        attributes: { "http.request.method": method, "http.route": path },
        headers: request.headers,
        sum: ({ status }) => ({ "http.response.status_code": status }),
      },
      () => handle(request, context),
    );
}
