import { lookup } from "node:dns/promises";
import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/server/env";

/**
 * The IP address to connect to for a host that a person typed in. Addresses of private networks and of this machine are refused unless
 * the operator allows them (ALLOW_PRIVATE_ADDRESSES, or this host:port in OUTGOING_ALLOW). The caller connects to the very address
 * that was checked, so that a second answer of the name server changes nothing. `ip` is the first of `addresses`, IPv4 before IPv6.
 */
export async function allowedAddress(
  host: string,
  port: number,
): Promise<{ ok: true; ip: string; addresses: string[] } | { ok: false; reason: string }> {
  const { ALLOW_PRIVATE_ADDRESSES, OUTGOING_ALLOW } = env();
  const name = `${isIPv6(host) ? `[${host}]` : host}:${port}`.toLowerCase();
  const allowed = ALLOW_PRIVATE_ADDRESSES || OUTGOING_ALLOW.includes(name);
  let addresses: string[];
  try {
    addresses = ipaddr.isValid(host)
      ? [host]
      : (await lookup(host, { all: true, verbatim: false })).map(({ address }) => address);
  } catch {
    return { ok: false, reason: `The server ${host} cannot be found.` };
  }
  const usable = allowed
    ? addresses
    : addresses.filter((address) => ipaddr.process(address).range() === "unicast");
  const ip = usable[0];
  if (!ip) {
    return {
      ok: false,
      reason: `${name} is on a private network. The operator can allow it with OUTGOING_ALLOW=${name}.`,
    };
  }
  return { ok: true, ip, addresses: usable };
}
