import { ApiError } from "@/lib/client/api-error";

type Scalar = string | number | boolean;
type Options = {
  /** Left out: undefined, null and "". An array is written once per item. */
  query?: Record<string, Scalar | readonly Scalar[] | null | undefined>;
  signal?: AbortSignal;
  /** Makes a repeated write count once. */
  idempotencyKey?: string;
  /** False: a 401 is only thrown, and does not lead to the sign-in page. */
  redirectWhenSignedOut?: boolean;
};
type WriteOptions = Options & {
  body?: unknown;
  /** Sent as it is instead of a JSON body. */
  file?: File;
};

/**
 * The browser's way to the server's JSON routes. Answers the parsed body (undefined for 204) and throws ApiError.
 * The caller says what it expects: api.get<ResponseOf<typeof listFlows>>("/api/v1/flows", { query: { search } }).
 */
export const api = {
  get: <T>(path: string, options?: Options) => call<T>("GET", path, options),
  post: <T>(path: string, options?: WriteOptions) => call<T>("POST", path, options),
  put: <T>(path: string, options?: WriteOptions) => call<T>("PUT", path, options),
  patch: <T>(path: string, options?: WriteOptions) => call<T>("PATCH", path, options),
  delete: <T>(path: string, options?: WriteOptions) => call<T>("DELETE", path, options),
};

async function call<T>(method: string, path: string, options: WriteOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (options.body !== undefined) headers["content-type"] = "application/json";
  if (options.file) headers["content-type"] = "text/csv";
  if (options.idempotencyKey) headers["idempotency-key"] = options.idempotencyKey;

  let response: Response;
  try {
    response = await fetch(withQuery(path, options.query), {
      method,
      headers,
      body: options.file ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      signal: options.signal,
      credentials: "same-origin",
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, null);
  }

  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  if (response.status === 401 && options.redirectWhenSignedOut !== false) goToSignIn();
  throw new ApiError(response.status, body);
}

/** The path with its query string. */
export function withQuery(path: string, query: Options["query"] = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== "") search.append(key, String(item));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Leads to the sign-in page, and back from there. */
export function goToSignIn(): void {
  const { pathname, search } = window.location;
  if (pathname === "/login" || pathname === "/setup") return;
  window.location.assign(`/login?next=${encodeURIComponent(pathname + search)}`);
}
