/**
 * The address a request comes from, for counting tries. The last hop counts: it was written by this server or by the proxy before
 * it, while anybody can send the ones before. Without a proxy a caller can still make it up, so it is never the only thing counted.
 */
export function clientAddress(headers: { get(name: string): string | null }): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, 100) || "unknown";
}
