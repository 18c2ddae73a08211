import { env } from "@/lib/server/env";

/**
 * Why a provider's SDK may not be pointed at this address, or null when it may. An SDK looks the name up by itself and follows redirects,
 * out of reach of our guard, so only hosts that the operator names (OUTGOING_ALLOW, or ALLOW_PRIVATE_ADDRESSES) are called.
 */
export function refusedBaseUrl(baseUrl: string): string | null {
  const { ALLOW_PRIVATE_ADDRESSES, OUTGOING_ALLOW } = env();
  const { hostname, port, protocol } = new URL(baseUrl);
  const name = `${hostname}:${port || (protocol === "http:" ? 80 : 443)}`.toLowerCase();
  if (ALLOW_PRIVATE_ADDRESSES || OUTGOING_ALLOW.includes(name)) return null;
  return `Another address than the provider's own is called only where the operator allows it with OUTGOING_ALLOW=${name}.`;
}
