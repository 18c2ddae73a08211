type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * Lets shops' pages call a route from their own origin: takes the key from `?key=` where no header could be set, and lets the page
 * read the answer. Never with cookies: a signed-in person's browser must not be spoken for by another site.
 */
export function fromBrowsers(handle: Handler): Handler {
  return async (request, context) => {
    const key = new URL(request.url).searchParams.get("key");
    const keyed = key !== null || request.headers.has("authorization");
    const response = await handle(key === null ? request : withKey(request, key), context);
    if (!keyed) return response;
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(ANY_ORIGIN)) headers.set(name, value);
    return new Response(response.body, { status: response.status, headers });
  };
}

/** Answers a browser that asks whether it may. */
export async function preflight(): Promise<Response> {
  return new Response(null, {
    status: 204,
    headers: {
      ...ANY_ORIGIN,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "authorization, content-type, idempotency-key",
      "access-control-max-age": "86400",
    },
  });
}

const ANY_ORIGIN = { "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after" };

function withKey(request: Request, key: string): Request {
  const headers = new Headers(request.headers);
  headers.delete("cookie");
  headers.set("authorization", `Bearer ${key}`);
  return new Request(request, { headers });
}
