import { fromBrowser, type TestPerson } from "./account-fixture";
import type { RouteMethod } from "./route-files";
import { sampleOf } from "./sample-of";

export type CallOptions = {
  /** For {id} in the address. */
  id?: string;
  headers?: Record<string, string>;
  query?: Record<string, unknown>;
  /** Values for fields of the body by their names. */
  hints?: Readonly<Record<string, unknown>>;
};

/** Bodies that JSON Schema does not tell enough of to make up, by method and path. */
const BODIES: Record<string, unknown> = {
  "PATCH /api/v1/customers/{id}": { firstName: "A" },
  "PUT /api/v1/templates/{id}/draft": { revision: 1, draft: { channel: "sms", text: "Hello" } },
};

/** GET /api/v1/flows/{id} */
export function routeName({ contract }: RouteMethod): string {
  return `${contract.method} ${contract.path}`;
}

/** The request of a signed-in person to a route with a body that fits, and the context that Next would give. */
export function routeRequest(route: RouteMethod, person: TestPerson, options: CallOptions = {}) {
  const { contract } = route;
  const { id = "", headers = {}, query = {}, hints = {} } = options;
  const names = [...contract.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const params: Record<string, string> = Object.fromEntries(
    names.map((name) => [name, name === "id" ? id : "1"]),
  );
  const path = contract.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const body = contract.body ? (BODIES[routeName(route)] ?? sampleOf(contract.body, hints)) : undefined;
  const request = fromBrowser(search.size > 0 ? `${path}?${search}` : path, person, {
    method: contract.method,
    body,
    headers,
  });
  return { request, context: { params: Promise.resolve(params) } };
}

/** Calls a route as a signed-in person. Of an answer that never ends by itself, `text` is the first part. */
export async function callRoute(
  route: RouteMethod,
  person: TestPerson,
  options: CallOptions = {},
): Promise<{ status: number; text: string }> {
  const { request, context } = routeRequest(route, person, options);
  const response = await route.call(request, context);
  return { status: response.status, text: await textOf(response) };
}

async function textOf(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return await response.text();
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}
