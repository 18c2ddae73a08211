import { createHash, randomBytes } from "node:crypto";
import type { KeyScope } from "@/lib/domain/access/permissions";

/** A new key: `ck_<scope>_<256 random bits>`. */
export function newApiKeySecret(scope: KeyScope): string {
  return `ck_${scope}_${randomBytes(32).toString("base64url")}`;
}

/** What is stored of a key. It is random, so a plain hash cannot be guessed back, and it is looked up on every request. */
export function hashApiKey(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Enough of a key to tell it from others on the screen, and too little to guess the rest: 6 characters of the random part. */
export function apiKeyPrefix(secret: string): string {
  const known = /^ck_(?:write|read|admin|client)_/.exec(secret)?.[0].length ?? 0;
  return secret.slice(0, known + 6);
}
