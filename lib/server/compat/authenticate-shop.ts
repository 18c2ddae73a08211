import type { Actor } from "@/lib/server/auth/actor";
import { authenticate } from "@/lib/server/auth/authenticate";
import { CompatError } from "./errors";

/**
 * Signs in a shop's program by the headers it sends already: X-App-Token holds an API key of this server (X-App-Id may hold
 * anything), or `Authorization: Bearer <key>`. A browser's session cookie is not looked at, so no page can call these routes for
 * its visitor.
 */
export async function authenticateShop(request: Request): Promise<Actor> {
  const token = request.headers.get("x-app-token")?.trim();
  const authorization = token ? `Bearer ${token}` : request.headers.get("authorization");
  if (!authorization) {
    throw new CompatError(
      "unauthorized",
      "Send an API key of this workspace in X-App-Token, with X-App-Id, or as a Bearer token.",
    );
  }
  return await authenticate(new Request(request.url, { headers: { authorization } }));
}
