import { createHmac, timingSafeEqual } from "node:crypto";

const MAC_BYTES = 16;

/**
 * A short token that only this workspace can have made: payload and HMAC-SHA256 (first 128 bits) in base64url. `purpose` is part of
 * what is signed, so that a token made for one thing opens nothing else.
 */
export function signToken(secret: string, purpose: string, payload: Uint8Array): string {
  return Buffer.concat([payload, mac(secret, purpose, payload)]).toString("base64url");
}

/** The payload of a token without believing it: enough to find the workspace whose secret can tell. Null when it is too short. */
export function unverifiedPayload(token: string): Buffer | null {
  if (!/^[A-Za-z0-9_-]{1,4000}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  return bytes.length > MAC_BYTES ? bytes.subarray(0, -MAC_BYTES) : null;
}

/** The payload of a token that this secret signed for this purpose; null for any other. Takes the same time for every wrong one. */
export function verifyToken(secret: string, purpose: string, token: string): Buffer | null {
  const payload = unverifiedPayload(token);
  if (!payload) return null;
  const given = Buffer.from(token, "base64url").subarray(-MAC_BYTES);
  return timingSafeEqual(given, mac(secret, purpose, payload)) ? payload : null;
}

function mac(secret: string, purpose: string, payload: Uint8Array): Buffer {
  return createHmac("sha256", secret).update(`${purpose}\0`).update(payload).digest().subarray(0, MAC_BYTES);
}
