import type { Clock } from "@/lib/server/clock";
import { isClientOrigin } from "@/lib/server/db/accounts/is-client-origin";
import { pool } from "@/lib/server/db/pool";

const KEPT_MS = 5_000;
const KEPT_ORIGINS = 1_000;

const kept = new Map<string, { until: number; known: boolean }>();

/**
 * The origin of the page a request comes from, when a client key is for it; else null. A browser asks before it calls, without the key,
 * so the question can only be whether there is one.
 */
export async function knownOrigin(request: Request, clock: Clock): Promise<string | null> {
  const origin = request.headers.get("origin");
  if (!origin || origin.length > 255) return null;
  const name = origin.toLowerCase();
  const now = clock().getTime();
  let entry = kept.get(name);
  if (!entry || entry.until <= now) {
    entry = { until: now + KEPT_MS, known: await isClientOrigin(pool(), name) };
    if (kept.size >= KEPT_ORIGINS) kept.clear();
    kept.set(name, entry);
  }
  return entry.known ? origin : null;
}
