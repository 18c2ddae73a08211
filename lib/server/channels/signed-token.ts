import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

const MAC_BYTES = 16;

/**
 * A short token that only this workspace can have made: payload and HMAC-SHA256 (first 128 bits) in base64url. `purpose` is part of
 * what is signed, so that a token made for one thing opens nothing else.
 */
export function signToken(secret: string, purpose: string, payload: Uint8Array): string {
  return Buffer.concat([payload, mac(secret, purpose, payload)]).toString("base64url");
}

/** The payload of a token without believing it: enough to find the workspace whose secret can tell. Null when it is no token. */
export function unverifiedPayload(token: string): Buffer | null {
  const bytes = bytesOf(token);
  return bytes?.subarray(0, -MAC_BYTES) ?? null;
}

/** The payload of a token that this secret signed for this purpose; null for any other. Takes the same time for every wrong one. */
export function verifyToken(secret: string, purpose: string, token: string): Buffer | null {
  const bytes = bytesOf(token);
  if (!bytes) return null;
  const payload = bytes.subarray(0, -MAC_BYTES);
  return timingSafeEqual(bytes.subarray(-MAC_BYTES), mac(secret, purpose, payload)) ? payload : null;
}

// One text per token: Node would also read one with letters added at its end.
function bytesOf(token: string): Buffer | null {
  const bytes = Buffer.from(token.slice(0, 4000), "base64url");
  return bytes.length > MAC_BYTES && bytes.toString("base64url") === token ? bytes : null;
}

function mac(secret: string, purpose: string, payload: Uint8Array): Buffer {
  return createHmac("sha256", keyOf(secret))
    .update(`${purpose}\0`)
    .update(payload)
    .digest()
    .subarray(0, MAC_BYTES);
}

const KEPT = 200;
const keys = new Map<string, KeyObject>();

/** A secret as OpenSSL holds it: every message and every click asks for one. */
function keyOf(secret: string): KeyObject {
  const found = keys.get(secret);
  if (found) return found;
  const key = createSecretKey(secret, "utf8");
  if (keys.size >= KEPT) keys.delete(keys.keys().next().value ?? "");
  keys.set(secret, key);
  return key;
}
