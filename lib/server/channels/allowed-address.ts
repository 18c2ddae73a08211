import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/server/env";

/**
 * The IP address to connect to for a host that a person typed in. Addresses of private networks and of this machine are refused unless
 * the operator allows them (ALLOW_PRIVATE_ADDRESSES, or this host:port in OUTGOING_ALLOW). The caller connects to the very address
 * that was checked, so that a second answer of the name server changes nothing.
 */
export async function allowedAddress(
  host: string,
  port: number,
): Promise<{ ok: true; ip: string } | { ok: false; reason: string }> {
  const { ALLOW_PRIVATE_ADDRESSES, OUTGOING_ALLOW } = env();
  const allowed = ALLOW_PRIVATE_ADDRESSES || OUTGOING_ALLOW.includes(`${host.toLowerCase()}:${port}`);
  let addresses: string[];
  try {
    addresses = ipaddr.isValid(host)
      ? [host]
      : (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return { ok: false, reason: `The server ${host} cannot be found.` };
  }
  const ip = allowed
    ? addresses[0]
    : addresses.find((address) => ipaddr.process(address).range() === "unicast");
  if (!ip) {
    return {
      ok: false,
      reason: `${host}:${port} is on a private network. The operator can allow it with OUTGOING_ALLOW=${host}:${port}.`,
    };
  }
  return { ok: true, ip };
}
