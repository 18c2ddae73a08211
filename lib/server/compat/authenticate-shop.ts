import type { Actor } from "@/lib/server/auth/actor";
import { authenticate } from "@/lib/server/auth/authenticate";
import { actorOfToken } from "@/lib/server/auth/token-actor";
import { systemClock } from "@/lib/server/clock";
import { CompatError } from "./errors";

/**
 * Signs in a shop's program by the headers it sends already: X-App-Token holds an API key of this server (X-App-Id may hold
 * anything), or `Authorization` is `Basic` with the key as password, or `Bearer` with the key or a token that was got for it. A browser's
 * session cookie is not looked at, so no page can call these routes for its visitor.
 */
export async function authenticateShop(request: Request): Promise<Actor> {
  const token = keyOf(request);
  if (!token) {
    throw new CompatError(
      "unauthorized",
      "Send an API key of this workspace in X-App-Token, with X-App-Id, or as a Bearer token.",
    );
  }
  const short = await actorOfToken(token, systemClock());
  if (short) return short;
  return await authenticate(new Request(request.url, { headers: { authorization: `Bearer ${token}` } }));
}

function keyOf(request: Request): string | null {
  const token = request.headers.get("x-app-token")?.trim();
  if (token) return token;
  const [, kind, value] =
    /^(Bearer|Basic) +(\S{1,1000}) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (kind === undefined || value === undefined) return null;
  if (kind.toLowerCase() === "bearer") return value;
  const pair = Buffer.from(value, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon < 0 ? null : pair.slice(colon + 1).trim() || null;
}
