import http from "node:http";
import https from "node:https";
import { isIPv6 } from "node:net";
import { allowedAddress } from "@/lib/server/channels/allowed-address";

export type OutgoingInit = {
  method?: string;
  headers?: HeadersInit;
  body?: string | Uint8Array;
  signal?: AbortSignal;
  /** Redirects are never followed: a 3xx answer is given as it is. */
  redirect?: "manual";
  /** ms for everything; 20 s unless said otherwise */
  timeoutMs?: number;
  /** The answer is cut off after this many bytes; 1 MB unless said otherwise */
  maxBytes?: number;
};

/** An address that a person typed in and that this server does not call. `code` tells it from a failed connection. */
export class AddressRefused extends Error {
  override name = "AddressRefused";
  readonly code = "ERR_ADDRESS_REFUSED";
}

/**
 * fetch() for addresses that people typed in: http and https only, never a private network or this machine unless the operator
 * allows it, connected to the very address that was checked, and no redirects, which would go round that check.
 * @throws AddressRefused; otherwise the connection's error, with its `code`
 */
export async function guardedFetch(url: string | URL, init: OutgoingInit = {}): Promise<Response> {
  const target = parse(url);
  const host = hostOf(target);
  const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
  const verdict = await allowedAddress(host, port);
  if (!verdict.ok) throw new AddressRefused(verdict.reason);
  const timeout = AbortSignal.timeout(init.timeoutMs ?? 20_000);
  const signal = init.signal ? AbortSignal.any([timeout, init.signal]) : timeout;
  return await send(target, verdict.addresses, init, signal);
}

function send(target: URL, addresses: string[], init: OutgoingInit, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(reasonOf(signal));
    let connected = false;
    const headers = new Headers(init.headers);
    headers.set("accept-encoding", "identity");
    const request = (target.protocol === "https:" ? https : http).request(target, {
      method: init.method ?? "GET",
      headers: Object.fromEntries(headers),
      // A connection of its own: one kept from before may have been closed by the other side, and then nobody could tell whether
      // the request arrived.
      agent: false,
      lookup: pinned(addresses),
    });
    const stop = () => request.destroy(connected ? reasonOf(signal) : notConnected(target));
    signal.addEventListener("abort", stop, { once: true });
    request.once("socket", (socket) => {
      socket.once(target.protocol === "https:" ? "secureConnect" : "connect", () => {
        connected = true;
      });
    });
    // Not `once`: giving up may be followed by an error of the connection, which would otherwise end the process.
    request.on("error", reject);
    request.once("close", () => signal.removeEventListener("abort", stop));
    request.once("response", (response) => {
      collect(response, init.maxBytes ?? 1_000_000)
        .then((body) => resolve(answer(response, body)))
        .catch(reject);
    });
    request.end(init.body);
  });
}

/** Answers the connection's look-up with the addresses that were checked: a second answer of the name server changes nothing. */
function pinned(addresses: string[]): NonNullable<http.RequestOptions["lookup"]> {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, options, done) => {
    if (options.all) return done(null, found);
    done(null, found[0]!.address, found[0]!.family);
  };
}

async function collect(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, maxBytes - size));
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks);
}

function answer(response: http.IncomingMessage, body: Buffer): Response {
  const headers = new Headers();
  for (let index = 0; index + 1 < response.rawHeaders.length; index += 2)
    headers.append(response.rawHeaders[index]!, response.rawHeaders[index + 1]!);
  const status = response.statusCode ?? 502;
  const bodiless = status === 204 || status === 205 || status === 304;
  return new Response(bodiless ? null : new Uint8Array(body), {
    status,
    statusText: response.statusMessage,
    headers,
  });
}

function parse(url: string | URL): URL {
  const target = URL.canParse(String(url)) ? new URL(String(url)) : null;
  if (!target || !["http:", "https:"].includes(target.protocol))
    throw new AddressRefused("Only addresses that begin with https:// or http:// can be called.");
  if (target.username || target.password)
    throw new AddressRefused(
      "Take the user name and password out of the address, and send them as a header.",
    );
  return target;
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

// fetch's own name for it, so that callers tell "never left" from "perhaps arrived" in one way.
function notConnected(target: URL): Error {
  return Object.assign(new Error(`${target.host} did not take the connection in time.`), {
    code: "UND_ERR_CONNECT_TIMEOUT",
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error("The request was given up.");
}
