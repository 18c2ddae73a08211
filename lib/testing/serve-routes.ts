import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Response | Promise<Response>;

/** Route handlers by method and path, where `{name}` stands for one segment: "POST /v1/redemptions/{id}/rollback". */
export type Routes = Record<string, Handler>;

/** Puts route handlers behind a real HTTP server on loopback, for clients that speak HTTP and nothing else. */
export async function serveRoutes(routes: Routes): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const request = requestOf(incoming);
    const found = find(routes, request);
    const response = found
      ? await found.handler(request, { params: found.params })
      : new Response("no such route", { status: 404 });
    // A body that has not come in to its end, as its handler refused it, would otherwise stand before the next request.
    if (!incoming.complete) outgoing.shouldKeepAlive = false;
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function requestOf(incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const method = incoming.method ?? "GET";
  const body = method === "GET" ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method,
    headers,
    body,
    duplex: "half",
  } as RequestInit);
}

function find(
  routes: Routes,
  request: Request,
): { handler: Handler; params: Promise<Record<string, string>> } | null {
  const { pathname } = new URL(request.url);
  for (const [pattern, handler] of Object.entries(routes)) {
    const [method, path = ""] = pattern.split(" ");
    const match = new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`).exec(pathname);
    if (method !== request.method || !match) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    // As Next does: where the path names nothing there are no params at all.
    const named = params.length > 0 ? Object.fromEntries(params) : undefined;
    return { handler, params: Promise.resolve(named as Record<string, string>) };
  }
  return null;
}
