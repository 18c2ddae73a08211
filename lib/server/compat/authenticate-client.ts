import type { ClientCall, Permission } from "@/lib/domain/access/permissions";
import type { Actor } from "@/lib/server/auth/actor";
import { findApiKey } from "@/lib/server/auth/api-key-actor";
import { systemClock } from "@/lib/server/clock";
import { CompatError } from "./errors";

/**
 * Signs in a page of a shop: X-Client-Token holds a key with the scope client (X-Client-Application-Id may hold anything), and Origin one of
 * the origins the key is for. The actor may do what this one call needs and nothing else.
 * @throws CompatError unauthorized | forbidden
 */
export async function authenticateClient(
  request: Request,
  { access, call }: { access: Permission; call: ClientCall | null },
): Promise<Actor> {
  const token = request.headers.get("x-client-token")?.trim();
  const key = token ? await findApiKey(token, systemClock) : null;
  if (key?.scope !== "client")
    throw new CompatError(
      "unauthorized",
      "Send a key with the scope client in X-Client-Token. Make one under Settings, API keys.",
    );
  const origin = request.headers.get("origin")?.toLowerCase();
  if (!origin || !key.origins.includes(origin))
    throw new CompatError(
      "forbidden",
      `This key is not for pages of ${origin ?? "no origin"}. Make one whose origins name it.`,
    );
  if (call && !key.calls.includes(call))
    throw new CompatError(
      "forbidden",
      `This key may not ${call}. Make one that may, or ask for it from your server.`,
    );
  return { ...key.actor, permissions: new Set([access]) };
}
