import { decrypt } from "@/lib/server/secrets";

const KEPT = 200;
const cache = new Map<string, string>();

/** A workspace's signing secret in clear, from its stored form. Asked for with every message and every click, so it is kept. */
export function signingSecret(stored: string): string {
  const found = cache.get(stored);
  if (found !== undefined) return found;
  const secret = decrypt(stored);
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value ?? "");
  cache.set(stored, secret);
  return secret;
}
